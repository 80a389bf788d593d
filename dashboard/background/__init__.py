"""Work beside the page: processes, queues, progress, cancelling."""
