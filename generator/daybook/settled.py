"""Choose how many of the oldest papers decide the weights of terms and the topics for all papers."""


def settled(papers: int) -> int:
    """Return the number of the oldest of so many papers that decide: 4 to 7 times a power of two.

    It grows in steps of an eighth to a quarter. Between two steps a new paper changes nothing that the oldest
    decide: no weight of a term and no topic.
    """
    bits = max(papers.bit_length() - 3, 0)
    return papers >> bits << bits
