"""Pages of the register of agreements: record, sign, correct, begin anew, print, hand over."""
