cli-help-test = Play the rule tests under rules/tests and say what they exercise
cli-help-test-files = Only these files, or the files in these folders
cli-help-test-only = Only cases whose name contains this text
cli-help-test-junit = Write the results as JUnit XML, for continuous integration
cli-help-test-coverage = Show which levels, conditions and hooks no case exercises
cli-help-test-json = Print data instead of text
