"""What a person, a disk and a killer can do to the program, for minutes on end; every finding with a command to repeat it."""
