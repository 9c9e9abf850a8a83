package io.evergrant.adapter.postgresql;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transactional;
import jakarta.transaction.TransactionalException;

/**
 * A commit that the database did not confirm is a store that did not serve, as any statement is: it
 * did not happen, or may have. The container, which commits after the work is done, has exceptions
 * of its own for it, which no caller would know: some servers wrap them (JTA section 3.7), others
 * do not.
 */
@Interceptor
@Transactional
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class CommitUnserved {
  /** Around the container's own interceptor, whose priority is 100 more (JTA section 3.7). */
  @AroundInvoke
  Object around(InvocationContext invocation) throws Exception {
    try {
      return invocation.proceed();
    } catch (TransactionalException
        | RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException
        | SystemException e) {
      throw Unserved.committing(e);
    }
  }
}
