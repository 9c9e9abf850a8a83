package io.evergrant.portal.provider;

/**
 * A trait of a provider, as it was declared and as it was seen.
 *
 * @param by who declared it; empty where nobody did
 * @param mend what there is to do; empty where nothing is
 * @param place in the form that mends it, as an address has it; empty where none does
 */
public record ObservedRow(
    String code,
    String name,
    String declared,
    String by,
    String seen,
    String tone,
    String word,
    String mend,
    String place) {}
