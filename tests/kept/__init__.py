"""Files of earlier versions, as they were written, and what must still be made of them."""
