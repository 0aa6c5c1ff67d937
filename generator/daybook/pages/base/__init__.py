"""What all kinds of page share: their base class, the frame around them, the archive prepared for them."""
