"""Parts of all kinds of page: their base class, the frame around them, the archive prepared for them."""
