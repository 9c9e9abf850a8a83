/**
 * Registering, changing and pausing providers. The client secret is never kept in a component, a
 * bean or a session.
 */
@NullMarked
package io.evergrant.portal.provider;

import org.jspecify.annotations.NullMarked;
