"""Speed and memory of the model; results as JSON with the machine they were measured on."""
