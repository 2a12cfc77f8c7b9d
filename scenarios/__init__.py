"""Policy instruments and the scenarios built from them."""
