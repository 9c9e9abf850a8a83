package io.evergrant.domain.audit;

/**
 * A piece of an export, of which the same bytes can be written again.
 *
 * @param number from 0
 * @param after its events are after this sequence
 * @param upTo its last event's sequence
 * @param begins at this byte of the export
 * @param bytes how many
 * @param sha256 of those, in hexadecimal
 */
public record ExportPart(
    int number, long after, long upTo, long begins, int bytes, String sha256) {}
