"""Pages of voices: who speaks for patients, consultations, promises, questions, stories."""
