"""What several commands do: each module is a step that two or more of them take."""
