"""An iPhone's backup on a computer: a folder of files named by hashes, and a list of what they were called."""
