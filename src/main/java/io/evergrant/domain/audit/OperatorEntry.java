package io.evergrant.domain.audit;

import java.time.Instant;
import java.util.Map;

/**
 * One event of the operators' log as it is read.
 *
 * @param number grows with time within the database
 * @param email of the operator, as it was then
 */
public record OperatorEntry(
    long number, Instant at, AuditEventType type, String email, Map<String, String> details) {}
