"""One reduced labour market in several ways of writing it: the same draws, the same path, different speed."""
