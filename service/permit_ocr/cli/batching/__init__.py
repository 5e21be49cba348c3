"""Reading many photos: found, read by worker processes, kept in a journal, and written in the format asked for."""
