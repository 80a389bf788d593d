"""What people type: the command line. The same verbs and results as the page, and no browser in sight."""
