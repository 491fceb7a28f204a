"""OpenAI's graders, answered by this service (dialects: openai_graders)."""

import os

from openai import OpenAI

client = OpenAI(base_url=f"{os.environ.get('REWARD_SERVER_URL', 'http://127.0.0.1:8000')}/v1", api_key="none")

if __name__ == "__main__":
    grader = {"type": "string_check", "name": "mine", "input": "", "reference": "", "operation": "eq"}
    graders = client.fine_tuning.alpha.graders
    print(graders.run(grader=grader, model_sample="\\boxed{5}", item={"ground_truth": "5"}).reward)
