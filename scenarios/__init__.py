"""What if: the policy instruments and the scenarios made of them."""
