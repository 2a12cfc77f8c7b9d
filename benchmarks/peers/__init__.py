"""One reduced labour market implemented with several libraries: same draws, same results, different speed."""
