"""How organisations differ in services, people, money, access and outcomes, and what is meant."""
