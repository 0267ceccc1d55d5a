cli-help-rules-doc = Write the rules in force as a page to read
cli-help-rules-doc-out = File to write, .html or .md; Markdown on the terminal without it
cli-help-templates = What templates can print
cli-help-templates-vars = List the variables of each template with an example value
cli-help-templates-vars-template = One template, such as mail/N1/fr/body.txt
cli-help-templates-vars-json = Print data instead of text
