"""Request digests and metadata over the network.

``client`` sends requests; ``service`` lists the services of digests, ``hugging_face`` and ``arxiv_feed``;
``arxiv_api`` is arXiv's query API.
"""
