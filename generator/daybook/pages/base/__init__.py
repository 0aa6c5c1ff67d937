"""What all kinds of page share: their base class, the frame around them, and the archive prepared for them."""
