cli-help-diff = Compare the next batch under two sets of rules and templates
cli-help-diff-against = Rules to compare with (those of --rules are the new ones)
cli-help-diff-against-templates = Templates to compare with (those of --templates are the new ones)
cli-help-diff-batch = Another batch than the first one
cli-help-diff-json = Print data instead of text
