"""The token's life as a state machine: whatever happens in whatever order, these hold."""

from __future__ import annotations

import math

import attrs
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from eosconnect.decisions.token import RENEWAL_PAUSE, Step, Token, TokenState

lifetimes = st.floats(0.001, 24 * 3600)


@given(lifetimes)
def test_a_token_is_renewed_a_minute_before_its_end_but_not_in_its_first_half(lifetime):
    token = Token("t", issued_at=100.0, expires_at=100.0 + lifetime)
    early = token.expires_at - token.renew_at
    assert early <= 60
    assert math.isclose(early, min(60, lifetime / 2), rel_tol=1e-6, abs_tol=1e-6)


def test_the_repr_of_a_token_does_not_show_it():
    assert "s3cr3t" not in repr(TokenState(Token("s3cr3t", 0, 1)))


class TokenLife(RuleBasedStateMachine):
    """Callers that come, renewals that end in every way, refusals and the clock, in any order."""

    def __init__(self):
        super().__init__()
        self.state = TokenState()
        self.now = 0.0
        self.fetched = 0
        self.renewing = False

    @rule(seconds=st.sampled_from([0.0, 0.4, 3.0, 29.0, 61.0, 4000.0]))
    def time_passes(self, seconds):
        self.now += seconds

    @rule(fresh=st.booleans())
    def somebody_needs_a_token(self, fresh):
        step = self.state.step(self.now, fresh=fresh)
        usable = self.state.usable(self.now)
        if step is Step.SERVE:
            assert usable is not None
            assert not fresh or self.now < usable.renew_at or self.now < self.state.paused_until
        elif step is Step.RENEW:
            assert not self.renewing
            self.state = self.state.renewing_started()
            self.renewing = True
        else:
            assert self.renewing
            assert usable is None or fresh, "a token that is still good is served while somebody renews"

    @precondition(lambda self: self.renewing)
    @rule(lifetime=st.sampled_from([1.0, 30.0, 3600.0]))
    def the_token_comes(self, lifetime):
        self.fetched += 1
        self.state = self.state.renewed(Token(str(self.fetched), self.now, self.now + lifetime))
        self.renewing = False
        assert self.state.step(self.now) is Step.SERVE

    @precondition(lambda self: self.renewing)
    @rule()
    def no_token_comes(self):
        before = self.state.usable(self.now)
        self.state = self.state.renewal_failed(self.now)
        self.renewing = False
        assert self.state.usable(self.now) == before
        if before is not None:
            assert self.state.step(self.now, fresh=True) is Step.SERVE
            later = self.now + RENEWAL_PAUSE
            if later < before.expires_at:
                assert self.state.step(later) is (Step.RENEW if later >= before.renew_at else Step.SERVE)

    @precondition(lambda self: self.renewing)
    @rule()
    def whoever_was_fetching_goes_away(self):
        self.state = self.state.renewal_abandoned()
        self.renewing = False

    @rule(age=st.integers(0, 3))
    def the_machine_refuses_a_token(self, age):
        value = str(self.fetched - age)
        before = self.state.token
        self.state = self.state.refused(value)
        if before is not None and before.value != value:
            assert self.state.token == before, "a late refusal of an older token does not throw away the newer"
        else:
            assert self.state.usable(self.now) is None

    @invariant()
    def one_at_most_is_fetching(self):
        assert self.state.renewing == self.renewing

    @invariant()
    def an_expired_token_is_never_served(self):
        token = self.state.token
        if token is not None:
            assert attrs.evolve(self.state).step(token.expires_at) is not Step.SERVE


test_the_life_of_a_token = TokenLife.TestCase
