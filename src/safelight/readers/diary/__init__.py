"""What a diary of incidents is made of: moments as people remember them, and the file that is sealed."""
