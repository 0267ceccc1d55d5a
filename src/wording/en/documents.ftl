documents-not-a-path = “{ $found }” is no file below the folder of documents
documents-expected-path = expected a relative path such as 2026/FA26012.pdf, without “..”
documents-missing = the document { $file } of invoice { $invoice } is not in the folder of documents
documents-outside = the document { $file } of invoice { $invoice } leads out of the folder of documents
documents-unreadable = the document { $file } of invoice { $invoice } cannot be read: { $error }
documents-too-large = the document { $file } of invoice { $invoice } is larger than { $limit } MiB
documents-too-large-together = the documents of the invoices are larger than { $limit } MiB together

cli-help-arg-documents = Folder with the documents of invoices
