"""The document models in, a Quarto book project out; and Quarto itself, where it is installed, run on that project."""
