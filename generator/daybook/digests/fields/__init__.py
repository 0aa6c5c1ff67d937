"""Fields of a paper as texts of any form write them: names, titles, links."""
