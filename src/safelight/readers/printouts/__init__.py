"""Print-outs of chats: pages and paragraphs of words, with the place of each."""
