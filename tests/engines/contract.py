"""What every engine must do: subclass `EngineContract` and say how the engine is opened."""

from __future__ import annotations

from engines.batch_contract import BatchContract
from engines.clauses_contract import ClauseContract
from engines.random_contract import RandomContract
from engines.results_contract import ResultsContract


class EngineContract(ClauseContract, ResultsContract, BatchContract, RandomContract):
    """Tests of the contract."""
