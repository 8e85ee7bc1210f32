"""What a reader takes along: pictures, documents, slides, data and the page in one file."""
