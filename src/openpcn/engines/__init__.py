"""Pure answers: same facts, same rules, same answer, with its reasons."""
