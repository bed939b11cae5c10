"""Published cells and the cube in; which are reproduced, which deviate, and which no data can reproduce out."""
