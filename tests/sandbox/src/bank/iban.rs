//! International bank account numbers (ISO 13616).

/// The IBAN of an account number within a country.
pub(crate) fn iban(country: &str, bban: &str) -> String {
    let check = 98 - remainder(bban.bytes().chain(country.bytes()).chain(*b"00"));
    format!("{country}{check:02}{bban}")
}

/// Whether a text is an IBAN: its form, and its check digits.
pub(crate) fn is_iban(text: &str) -> bool {
    let sound = (15..=34).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
        && text.bytes().take(2).all(|byte| byte.is_ascii_uppercase())
        && text.bytes().skip(2).take(2).all(|byte| byte.is_ascii_digit());
    sound && remainder(text.bytes().skip(4).chain(text.bytes().take(4))) == 1
}

/// The remainder modulo 97 of the number that the letters and digits spell.
fn remainder(text: impl Iterator<Item = u8>) -> u32 {
    text.fold(0, |sum, byte| match byte {
        b'0'..=b'9' => (sum * 10 + u32::from(byte - b'0')) % 97,
        b'A'..=b'Z' => (sum * 100 + u32::from(byte - b'A') + 10) % 97,
        _ => sum,
    })
}

#[cfg(test)]
mod tests {
    use super::{iban, is_iban};

    #[test]
    fn check_digits_are_right() {
        for good in ["FI7473834510057469", "FI6593857450293470", "GB82WEST12345698765432", "DE89370400440532013000"] {
            assert!(is_iban(good), "{good}");
        }
        for bad in ["FI7473834510057468", "fi7473834510057469", "FI74", "", "7473834510057469FI", "FI74738345100574é9"]
        {
            assert!(!is_iban(bad), "{bad}");
        }
        assert_eq!(iban("FI", "73834510057469"), "FI7473834510057469");
    }
}
