"""Tails of Student's and the noncentral t where the usual functions underflow or lose digits."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]
_Y, _Y_WEIGHT = special.roots_laguerre(40)
_S, _S_WEIGHT = np.polynomial.legendre.leggauss(80)
_ROOT, _ROOT_WEIGHT = np.polynomial.legendre.leggauss(160)
_Z, _Z_WEIGHT = np.polynomial.legendre.leggauss(400)
_AT_ONCE = 4096  # elements whose integrands are in memory together, 13 MB an array


def log_gamma_ratio(a: Floats | float) -> Floats:
    """log of Gamma(a + 1/2) / Gamma(a) for a > 0, to about 13 digits however large a is.

    Asymptotic series (Tricomi & Erdelyi 1951, Pacific J Math 1, 133-142) from a = 100 on, where
    the difference of two large logarithms would lose digits.
    """
    a = np.asarray(a, dtype=float)
    x = 1 / np.maximum(a, 1)
    series = 1 - x / 8 + x**2 / 128 + 5 * x**3 / 1024 - 21 * x**4 / 32768 - 399 * x**5 / 262144
    small = special.gammaln(np.minimum(a, 100) + 0.5) - special.gammaln(np.minimum(a, 100))
    return np.where(a < 100, small, np.log(a) / 2 + np.log(series))


def log_t_tail(t: Floats | float, df: Floats | float) -> Floats:
    """log P(T > t) for Student's t, finite also where the probability underflows; t >= 0.

    The arrays broadcast; NaN stays NaN. Where scipy gives 0, the tail is the density at t times
    an integral that Gauss and Laguerre's rule gives to 12 digits after the substitution
    v = (df + 1) / 2 * log((df + u^2) / (df + t^2)), which makes the integrand exp(-v) times a
    slow function of v.
    """
    t, df = np.broadcast_arrays(np.asarray(t, dtype=float), np.asarray(df, dtype=float))
    probability = special.stdtr(df, -t)
    gone = probability == 0
    near = np.log(np.where(gone, 1, probability))
    if not gone.any():
        return near
    return np.where(gone, _far_tail(np.where(gone, t, 1), np.where(gone, df, 1)), near)


def _far_tail(t: Floats, df: Floats) -> Floats:
    k = (df + 1) / 2
    rate = np.where(k > 1, 1 - 1 / k, 1)  # exp(-v) times the exp(v / k) of du / dv
    log_density = log_gamma_ratio(df / 2) - np.log(df * np.pi) / 2 - k * np.log1p(t * (t / df))
    whole = df + t * t
    v = _Y / rate[..., None]
    u = np.sqrt(t[..., None] ** 2 + whole[..., None] * np.expm1(v / k[..., None]))
    return log_density + np.log((_Y_WEIGHT / u).sum(axis=-1) * whole / (2 * k * rate))


def noncentral_t_cdf(
    t: Floats | float, df: Floats | float, noncentrality: Floats | float
) -> Floats:
    """P(T <= t) for the noncentral t = (Z + noncentrality) / S with t >= 0, S^2 = chi^2 / df.

    The arrays broadcast; NaN stays NaN. For df >= 1, to about 12 digits whatever the sizes, by
    Gauss and Legendre's rule: over S of the normal probability of Z when S spreads t less than Z
    does, else over Z of the chi-square probability of S; either integrand is smooth where it is
    used. scipy's nct agrees where it answers, but gives NaN or loses digits from t = 100 or
    df = 1e5 on, and below some noncentralities. Source of the distribution: Johnson & Welch 1940,
    Biometrika 31, 362-389.
    """
    arrays = np.broadcast_arrays(*(np.asarray(a, float) for a in (t, df, noncentrality)))
    flat = [each.ravel() for each in arrays]
    parts = [slice(at, at + _AT_ONCE) for at in range(0, len(flat[0]), _AT_ONCE)]
    found = [_noncentral_t_cdf(*(each[part] for each in flat)) for part in parts]
    return np.concatenate([*found, np.empty(0)]).reshape(arrays[0].shape)


def _noncentral_t_cdf(t: Floats, df: Floats, noncentrality: Floats) -> Floats:
    """The same of flat arrays, each element by the way that suits it."""
    spread = 1 / np.sqrt(2 * df)
    found = np.full(t.shape, np.nan)
    near = t * spread <= 1
    for chosen, way in ((near & (spread < 0.1), _over_s), (near & (spread >= 0.1), _over_root_s),
                        (t * spread > 1, _over_z)):  # fmt: skip
        if chosen.any():
            columns = (each[chosen, None] for each in (t, df, noncentrality, spread))
            found[chosen] = way(*columns)
    return found


def _over_s(t: Floats, df: Floats, noncentrality: Floats, spread: Floats) -> Floats:
    """S as a distance from its peak near 1, within 10 standard deviations."""
    return _mean_over_s(t, df, noncentrality, 10 * spread * _S, _S_WEIGHT)


def _over_root_s(t: Floats, df: Floats, noncentrality: Floats, spread: Floats) -> Floats:
    """S^(df - 1) bends sharply at 0: its cube root as the variable takes the bend out."""
    away = (1 + 10 * spread) * ((1 + _ROOT) / 2) ** 3 - 1
    return _mean_over_s(t, df, noncentrality, away, _ROOT_WEIGHT * (1 + _ROOT) ** 2)


def _mean_over_s(
    t: Floats, df: Floats, noncentrality: Floats, away: Floats, weight: Floats
) -> Floats:
    """The density of S is taken relative to its peak and divided by its own integral."""
    density = weight * np.exp((df - 1) * np.log1p(away) - df * (away + away * away / 2))
    reached = special.ndtr(t * (1 + away) - noncentrality)
    return np.asarray((density * reached).sum(axis=-1) / density.sum(axis=-1))


def _over_z(t: Floats, df: Floats, noncentrality: Floats, spread: Floats) -> Floats:
    """Below -noncentrality the event is sure; 10 standard deviations of Z are enough."""
    start = np.clip(-noncentrality, -10.0, 10.0)
    z = (start + 10) / 2 + (10 - start) / 2 * _Z
    density = np.exp(-z * z / 2) * (10 - start) / 2 / np.sqrt(2 * np.pi)
    reached = special.gammaincc(df / 2, df / 2 * ((z + noncentrality) / t) ** 2)
    return special.ndtr(start[:, 0]) + (_Z_WEIGHT * density * reached).sum(axis=-1)
