"""Identities as types, so that one kind of id never stands in for another."""

from typing import NewType

WorkspaceId = NewType("WorkspaceId", str)
ConnectionId = NewType("ConnectionId", str)
AppId = NewType("AppId", str)
GrantId = NewType("GrantId", str)
AttemptId = NewType("AttemptId", str)
RequestId = NewType("RequestId", str)

TenantId = NewType("TenantId", str)
"""The ledger's id of one organisation."""
PortalOrganizationId = NewType("PortalOrganizationId", str)

LedgerContactId = NewType("LedgerContactId", str)
PersonId = NewType("PersonId", str)
"""The portal's id of a contact; the portal's contacts are people."""
CompanyId = NewType("CompanyId", str)

DispatchId = NewType("DispatchId", str)
