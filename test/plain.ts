// Whoever runs the tests may want colours, on a terminal or by FORCE_COLOR in CI; what the tests compare has none, unless
// a test asks for them.
delete process.env.FORCE_COLOR;
process.env.NO_COLOR = '1';
