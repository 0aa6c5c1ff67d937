"""Request digests and metadata over the network.

``client`` sends requests; ``service`` lists the services of digests, ``hugging_face`` and ``feeds``;
``arxiv_api`` is arXiv's query API.
"""
