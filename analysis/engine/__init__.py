"""The replay and its projection: settings in the units of the kernels, months walked, the horizon run through."""
