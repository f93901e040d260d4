//! Quantiles: which value a normal, Student or Beta distribution stays under with a given chance. What they are used for
//! is said where they are used.

use super::incomplete_beta;

/// The value that a standard normal variable stays under with chance `p`: algorithm AS 241 (Wichura, Applied Statistics 37,
/// 1988), exact to about 16 digits. Endless below for 0 and above for 1.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    if p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    let from_middle = p - 0.5;
    if from_middle.abs() <= 0.425 {
        let r = 0.180_625 - from_middle * from_middle;
        return from_middle * ratio(&MIDDLE, r);
    }
    let r = (-p.min(1.0 - p).ln()).sqrt();
    let far = if r <= 5.0 { ratio(&SHOULDER, r - 1.6) } else { ratio(&TAIL, r - 5.0) };
    far.copysign(from_middle)
}

/// The `t` of a two-sided interval at a confidence such as 0.95, with so many degrees of freedom (1 or more).
#[must_use]
pub fn student_two_sided(confidence: f64, freedom: f64) -> f64 {
    // The continued fraction grows long, and the difference is beyond the sixth digit.
    if freedom > 1e5 {
        return normal_quantile(0.5 + confidence / 2.0);
    }
    // t² / (freedom + t²) is a Beta variable with one half and half the degrees of freedom.
    let part = beta_quantile(0.5, freedom / 2.0, confidence);
    (freedom * part / (1.0 - part)).sqrt()
}

/// The value that a Beta(a, b) variable stays under with chance `p`.
#[must_use]
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    // Halving cannot miss, and ends when the two bounds are neighbours.
    loop {
        let middle: f64 = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return middle;
        }
        if incomplete_beta(a, b, middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// Numerator and denominator of a rational approximation, highest power first.
type Terms = [[f64; 8]; 2];

fn ratio(terms: &Terms, r: f64) -> f64 {
    let [above, below] = terms.map(|row| row.iter().fold(0.0, |sum, term| sum * r + term));
    above / below
}

const MIDDLE: Terms = [
    [
        2_509.080_928_730_122_7,
        33_430.575_583_588_13,
        67_265.770_927_008_7,
        45_921.953_931_549_87,
        13_731.693_765_509_46,
        1_971.590_950_306_551_3,
        133.141_667_891_784_38,
        3.387_132_872_796_366_5,
    ],
    [
        5_226.495_278_852_545,
        28_729.085_735_721_943,
        39_307.895_800_092_71,
        21_213.794_301_586_597,
        5_394.196_021_424_751,
        687.187_007_492_057_9,
        42.313_330_701_600_91,
        1.0,
    ],
];
const SHOULDER: Terms = [
    [
        7.745_450_142_783_414e-4,
        2.272_384_498_926_918_4e-2,
        2.417_807_251_774_506e-1,
        1.270_458_252_452_368_4,
        3.647_848_324_763_204_5,
        5.769_497_221_460_691,
        4.630_337_846_156_546,
        1.423_437_110_749_683_5,
    ],
    [
        1.050_750_071_644_416_9e-9,
        5.475_938_084_995_345e-4,
        1.519_866_656_361_645_7e-2,
        1.481_039_764_274_800_8e-1,
        6.897_673_349_851e-1,
        1.676_384_830_183_803_8,
        2.053_191_626_637_759,
        1.0,
    ],
];
const TAIL: Terms = [
    [
        2.010_334_399_292_288_1e-7,
        2.711_555_568_743_487_6e-5,
        1.242_660_947_388_078_4e-3,
        2.653_218_952_657_612_4e-2,
        2.965_605_718_285_048_7e-1,
        1.784_826_539_917_291_3,
        5.463_784_911_164_114,
        6.657_904_643_501_103,
    ],
    [
        2.044_263_103_389_939_8e-15,
        1.421_511_758_316_446e-7,
        1.846_318_317_510_054_8e-5,
        7.868_691_311_456_133e-4,
        1.487_536_129_085_061_5e-2,
        1.369_298_809_227_358e-1,
        5.998_322_065_558_879e-1,
        1.0,
    ],
];
