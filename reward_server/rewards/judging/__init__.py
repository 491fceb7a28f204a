"""What a judging model is asked, and what it may answer: pure, the network is `execution.judge_endpoint`."""
