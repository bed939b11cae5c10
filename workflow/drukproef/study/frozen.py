"""The base of every definition: unknown keys are errors, and nothing changes after loading."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A definition that refuses unknown keys and later changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
