package dev.holdfast.it;

/** Is all that must be so on every server; what differs between servers is in its few questions. */
public interface ServerContract
    extends HealthContract,
        ConsoleContract,
        AccessContract,
        LoginContract,
        SingleSignOnContract,
        AuditContract,
        RolesContract,
        AttackContract,
        HttpContract,
        HttpErrorsContract,
        BulkContract,
        BatchStepContract,
        DurableWorkflowContract,
        QueuesContract,
        MetricsContract,
        NotificationsContract,
        CallersTransactionContract,
        TransactionalStepContract,
        DiscoveryContract,
        IntrospectionContract {}
