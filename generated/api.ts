// Made from the contracts by `bin/throughline generate`; do not edit.
import type { Routes } from '../apps/client/route.ts'

/** What else an answer may hold. */
type Loose = Record<string, unknown>

/** See the contract of this name. */
export type Abilities = { "edit": boolean; "delete": boolean; "restore": boolean; "comment": boolean; "link": boolean; "verbs": Record<string, boolean> }

/** See the contract of this name. */
export type Activity = { "id": string; "at": string; "request_id": string | null; "actor": { "type": string; "id": string | null; "name": string | null }; "action": string; "fields": readonly (string)[]; "state": string | null; "reason": string | null; "entity": { "id": string; "key": string; "kind": string; "label": string; "deleted": boolean } }

/** See the contract of this name. */
export type AddedArtifact = { "id": string; "project_id": string; "key": string; "kind": "artifact"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "filename": string; "media_type": string | null; "size_bytes": number; "sha256": string; "folder_id": string | null; "mail_id": string | null; "category": string | null; "subcategory": string | null; "format": string | null; "title": string | null; "language": string | null; "document_date": string | null; "state": "pending" | "processing" | "processed" | "failed"; "failure_code": string | null; "failure_reason": string | null; "processed_at": string | null; "engine": string | null; "version_number": number; "superseded_by": string | null; "page_count": number | null; "text_length": number | null; "chunk_count": number; "person_count": number; "fact_count": number; "topic_count": number; "insight_count": number; "dropped_count": number; "abilities": Abilities; "duplicate_of"?: string | undefined }

/** See the contract of this name. */
export type Answer = { "id": string; "question": string; "follows": string | null; "understood_as": string; "outcome": "answered" | "doubtful" | "not_found"; "answer": string; "sentences": readonly ({ "start": number; "end": number; "citations": readonly (number)[]; "support": "supported" | "partly" | "unsupported"; "reason": string | null })[]; "citations": readonly (Citation)[]; "conflicts": readonly ({ "about": "date" | "amount" | "number"; "statements": readonly ({ "citation": number; "value": string })[]; "record": { "id": string; "key": string; "state": "open" | "resolved"; "holds": number | null; "resolution": string | null } | null })[]; "engine": string; "notice": string | null; "ms": number; "created_at": string }

/** See the contract of this name. */
export type Artifact = { "id": string; "project_id": string; "key": string; "kind": "artifact"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "filename": string; "media_type": string | null; "size_bytes": number; "sha256": string; "folder_id": string | null; "mail_id": string | null; "category": string | null; "subcategory": string | null; "format": string | null; "title": string | null; "language": string | null; "document_date": string | null; "state": "pending" | "processing" | "processed" | "failed"; "failure_code": string | null; "failure_reason": string | null; "processed_at": string | null; "engine": string | null; "version_number": number; "superseded_by": string | null; "page_count": number | null; "text_length": number | null; "chunk_count": number; "person_count": number; "fact_count": number; "topic_count": number; "insight_count": number; "dropped_count": number; "abilities": Abilities }

/** See the contract of this name. */
export type ArtifactChanges = { "items": readonly ({ "position": number; "change": "changed" | "reworded" | "moved" | "removed" | "added"; "old": { "start": number; "end": number } | null; "new": { "start": number; "end": number } | null; "similarity": number; "difference": readonly ({ "kind": "same" | "removed" | "added"; "text": string })[]; "resting": readonly ({ "id": string; "kind": string; "label": string; "stale": boolean })[] })[]; "next_cursor": string | null; "older": { "id": string; "key": string; "filename": string; "version_number": number }; "newer": { "id": string; "key": string; "filename": string; "version_number": number }; "compared_at": string; "counts": Record<string, number> }

/** See the contract of this name. */
export type ArtifactFolder = { "id": string; "project_id": string; "key": string; "kind": "artifact_folder"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "name": string; "parent_id": string | null; "abilities": Abilities }

/** See the contract of this name. */
export type ArtifactText = { "text": string; "blocks": readonly ({ "start": number; "end": number; "kind": "heading" | "paragraph" | "list-item" | "table-row" | "cell" | "code" | "quote" | "mail-header" | "running"; "level": number | null; "page": number | null; "cell": { "sheet": string; "address": string } | null })[]; "pages": readonly ({ "number": number; "width": number; "height": number })[] | null; "metadata": Record<string, string> }

/** See the contract of this name. */
export type ArtifactUpload = { "id": string; "filename": string; "size_bytes": number; "offset": number }

/** See the contract of this name. */
export type Change = { "id": string; "at": string; "actor": { "type": string; "id": string | null; "name": string | null }; "reason": string | null; "undoes": string | null; "records": readonly (ChangedRecord)[]; "links": readonly (ChangedLink)[]; "undoable": boolean; "refusal": { "code": string; "detail": string } | null; "conflicts": readonly ({ "record": string; "key": string; "field": string; "message": string; "now": unknown; "at": string | null; "by": string | null })[] }

/** See the contract of this name. */
export type ChangedLink = { "id": string; "source_id": string; "target_id": string; "effect": "added" | "removed" | "altered" }

/** See the contract of this name. */
export type ChangedRecord = { "id": string; "key": string; "kind": string; "label": string; "version": number; "effect": "created" | "changed" | "deleted" | "restored"; "fields": readonly (string)[] }

/** See the contract of this name. */
export type Citation = { "artifact_id": string; "start": number; "end": number; "quote": string; "page": number | null; "cell": string | null; "boxes": readonly ({ "x": number; "y": number; "width": number; "height": number })[] | null; "number": number; "key": string; "title": string; "heading": string | null }

/** See the contract of this name. */
export type Comment = { "id": string; "parent_id": string | null; "body": string; "author": { "type": string; "id": string | null; "name": string | null }; "created_at": string; "edited_at": string | null }

/** See the contract of this name. */
export type Conflict = { "id": string; "project_id": string; "key": string; "kind": "conflict"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "title": string; "subject": string; "fact_type": string; "unit": string | null; "first_artifact_id": string; "first_value": string; "second_artifact_id": string; "second_value": string; "sides": readonly ({ "artifact_id": string; "filename": string; "value": string; "normalized": string; "start": number; "end": number; "quote": string })[]; "confidence": string; "fingerprint": string; "state": "open" | "resolved" | "dismissed"; "holds": "first" | "second" | "neither" | null; "resolution": string | null; "abilities": Abilities }

/** See the contract of this name. */
export type Counts = { "total": number; "groups": readonly ({ "values": Record<string, string | null>; "count": number })[] }

/** See the contract of this name. */
export type Decision = { "id": string; "project_id": string; "key": string; "kind": "decision"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "title": string; "description": string | null; "category": string | null; "rationale": string; "alternatives": string | null; "impact": string | null; "decided_by": string | null; "state": "proposed" | "approved" | "rejected" | "superseded"; "decided_on": string | null; "effective_on": string | null; "review_on": string | null; "superseded_by": string | null; "abilities": Abilities }

/** See the contract of this name. */
export type Entity = { "id": string; "project_id": string; "key": string; "kind": string; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "abilities": Abilities } & Loose

/** See the contract of this name. */
export type Erasure = { "id": string; "about": "record" | "account"; "reason": string; "erased_at": string; "erased_by": string | null; "erased": Record<string, number> }

/** See the contract of this name. */
export type ErasureReport = { "id": string; "about": "record" | "account"; "reason": string; "erased_at": string; "erased_by": string | null; "erased": Record<string, number>; "repeated": boolean; "sources": readonly ({ "id": string; "label": string })[]; "remains": readonly ({ "table": string; "rows": number })[]; "advice": string }

/** See the contract of this name. */
export type ExtractionEstimate = { "engine": "offline" | "model"; "model": string | null; "parts": number; "input_tokens": number; "output_tokens": number; "cost": string | null; "currency": string | null; "confirm_tokens": number; "ceiling_tokens": number; "needs_confirmation": boolean; "allowed": boolean }

/** See the contract of this name. */
export type FieldInfo = { "name": string; "label": string; "type": "text" | "long_text" | "number" | "integer" | "money" | "date" | "timestamp" | "enum" | "boolean" | "user" | "entity" | "json"; "required": boolean; "writable": boolean; "options"?: readonly (string)[] | undefined; "refers_to"?: string | undefined; "computed"?: true | undefined; "explanation"?: { "formula": string; "inputs": readonly (string)[] } | undefined }

/** See the contract of this name. */
export type Findings = { "organizations": readonly ({ "id": string; "confidence": number; "name": string; "mentions": number; "spans": readonly ({ "start": number; "end": number })[]; "referent_id": string | null; "resolution_confidence": number | null; "resolution_reasons": readonly (string)[]; "type": string })[]; "places": readonly ({ "id": string; "confidence": number; "name": string; "mentions": number; "spans": readonly ({ "start": number; "end": number })[]; "referent_id": string | null; "resolution_confidence": number | null; "resolution_reasons": readonly (string)[]; "type": string })[]; "persons": readonly ({ "id": string; "confidence": number; "name": string; "mentions": number; "spans": readonly ({ "start": number; "end": number })[]; "referent_id": string | null; "resolution_confidence": number | null; "resolution_reasons": readonly (string)[]; "kind": string; "role": string | null; "organization": string | null; "email": string | null; "handle": string | null })[]; "facts": readonly ({ "id": string; "confidence": number; "type": string; "key": string; "value": string; "normalized": string | null; "unit": string | null; "span": { "start": number; "end": number } })[]; "topics": readonly ({ "id": string; "confidence": number; "name": string; "parent": string | null; "topic_id": string | null; "spans": readonly ({ "start": number; "end": number })[] })[]; "insights": readonly (Insight)[] }

/** See the contract of this name. */
export type HistoryEntry = { "id": string; "at": string; "actor": { "type": string; "id": string | null; "name": string | null }; "action": string; "version": number | null; "changed": readonly ({ "field": string; "before": unknown; "after": unknown })[]; "reason": string | null; "verb": string | null; "undoes": string | null; "request_id": string | null }

/** See the contract of this name. */
export type ImportReport = { "dry_run": boolean; "rows": number; "created": number; "first_key": string | null; "last_key": string | null; "ignored": readonly (string)[]; "errors": readonly ({ "row": number; "field": string; "message": string })[] }

/** See the contract of this name. */
export type Insight = { "id": string; "confidence": number; "artifact_id": string; "type": "risk" | "issue" | "decision" | "action" | "commitment" | "question"; "category": string | null; "title": string; "description": string; "severity": "low" | "medium" | "high" | "critical" | null; "suggested_action": string | null; "impacted_modules": readonly (string)[]; "attributes": Record<string, unknown>; "trust": number; "rating": number | null; "feedback": string | null; "dismissed_at": string | null; "spans": readonly ({ "start": number; "end": number })[] }

/** See the contract of this name. */
export type Issue = { "id": string; "project_id": string; "key": string; "kind": "issue"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "title": string; "description": string | null; "category": string | null; "priority": "low" | "medium" | "high" | "critical"; "severity": "low" | "medium" | "high" | "critical"; "owner_id": string | null; "state": "open" | "in_progress" | "resolved" | "closed"; "resolution": string | null; "identified_on": string | null; "due_on": string | null; "resolved_on": string | null; "abilities": Abilities }

/** See the contract of this name. */
export type KindInfo = { "kind": string; "collection": string; "prefix": string; "label": { "one": string; "many": string }; "title": string; "fields": readonly (FieldInfo)[]; "columns": readonly (string)[]; "states": { "field": string; "initial": string; "transitions": Record<string, readonly (string)[]> } | null; "due": { "field": string; "open": readonly (string)[] } | null; "screens": { "page"?: string | undefined; "list"?: string | undefined } | null; "verbs": readonly (VerbInfo)[]; "creatable": boolean; "personal": boolean }

/** See the contract of this name. */
export type KindOverview = { "kind": string; "total": number; "states": Record<string, number>; "evidenced": number; "stale": number; "created": readonly (number)[] }

/** See the contract of this name. */
export type Link = { "id": string; "relation": string; "direction": "out" | "in"; "other": { "id": string; "key": string; "kind": string; "label": string }; "confidence": number | null; "origin": string; "span": Span | null; "stale_since": string | null; "created_at": string; "created_by": { "id": string; "name": string | null } | null }

/** See the contract of this name. */
export type LiveEvent = { "id": string; "type": string; "entity_id": string | null; "occurred_at": string; "payload": unknown }

/** See the contract of this name. */
export type Mention = { "finding_id": string; "artifact_id": string; "filename": string; "name": string; "role": string | null; "organization": string | null; "email": string | null; "handle": string | null; "mentions": number; "spans": readonly ({ "start": number; "end": number })[]; "confidence": number; "referent_id": string; "resolution_confidence": number | null; "reasons": readonly (string)[] }

/** See the contract of this name. */
export type ModelPrice = { "id": string; "provider": string; "model": string; "currency": string; "input_price": string; "output_price": string; "cache_read_price": string | null; "cache_write_price": string | null; "valid_from": string }

/** See the contract of this name. */
export type Notification = { "id": string; "project_id": string; "reason": string; "body": string; "created_at": string; "read_at": string | null; "entity": { "id": string; "key": string; "kind": string; "label": string } | null }

/** See the contract of this name. */
export type OrganizationSettings = { "id": string; "slug": string; "name": string; "plan": string; "created_at": string }

/** See the contract of this name. */
export type Profile = { "name": string; "timezone": string; "locale": string; "theme": "system" | "light" | "dark"; "notification_preferences": Record<string, unknown>; "ui_preferences": Record<string, unknown> }

/** See the contract of this name. */
export type ProjectMember = { "id": string; "user_id": string; "name": string; "email": string; "role": "admin" | "contributor" | "viewer"; "granted_at": string; "expires_at": string | null }

/** See the contract of this name. */
export type ProjectSettings = { "id": string; "slug": string; "name": string; "description": string | null; "blueprint": "program" | "product" | "migration" | "factory" | "agent_board" | "blank"; "status": "active" | "on_hold" | "closed"; "start_date": string | null; "end_date": string | null; "settings": { "autonomy_threshold"?: number | null | undefined; "suggestion_threshold"?: number | null | undefined; "demo"?: boolean | undefined } & Loose; "modules": readonly ({ "id": string; "title": string; "on": boolean })[] }

/** See the contract of this name. */
export type Referent = { "id": string; "project_id": string; "key": string; "kind": "referent"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "type": "person" | "organization" | "place"; "name": string; "role": string | null; "organization": string | null; "email": string | null; "handle": string | null; "state": "active" | "merged"; "merged_into": string | null; "abilities": Abilities }

/** See the contract of this name. */
export type Risk = { "id": string; "project_id": string; "key": string; "kind": "risk"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "title": string; "description": string | null; "category": string | null; "risk_type": "threat" | "opportunity" | null; "probability": "very_low" | "low" | "medium" | "high" | "very_high"; "impact": "very_low" | "low" | "medium" | "high" | "very_high"; "score": number | null; "residual_probability": "very_low" | "low" | "medium" | "high" | "very_high" | null; "residual_impact": "very_low" | "low" | "medium" | "high" | "very_high" | null; "residual_score": number | null; "loss_low": string | null; "loss_high": string | null; "currency": string | null; "mitigation": string | null; "contingency": string | null; "owner_id": string | null; "state": "open" | "mitigating" | "accepted" | "closed"; "outcome": "occurred" | "avoided" | "expired" | null; "identified_on": string | null; "target_closure_on": string | null; "closed_on": string | null; "abilities": Abilities }

/** See the contract of this name. */
export type SavedView = { "id": string; "collection": string; "name": string; "shared": boolean; "arrangement": Record<string, unknown>; "mine": boolean; "owner": string }

/** See the contract of this name. */
export type Span = { "id": string; "artifact_id": string; "start": number; "end": number; "quote": string; "page": number | null; "cell": string | null }

/** See the contract of this name. */
export type StaleEvidence = { "items": readonly ({ "link_id": string; "stale_since": string; "relation": string; "record": { "id": string; "key": string; "kind": string; "label": string }; "quote": string; "page": number | null; "cell": string | null; "older_id": string; "newer_id": string | null; "change": "changed" | "reworded" | "moved" | "removed" | "added"; "difference": readonly ({ "kind": "same" | "removed" | "added"; "text": string })[] })[]; "next_cursor": string | null }

/** See the contract of this name. */
export type Suggestion = { "id": string; "project_id": string; "key": string; "kind": "suggestion"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "title": string; "action": "create" | "update" | "link" | "document_edit"; "target_kind": string; "payload": Record<string, unknown>; "rationale": string | null; "confidence": string; "trust": string; "evidence": readonly ({ "artifact_id": string; "start": number; "end": number; "quote": string; "page": number | null; "cell": string | null; "boxes": readonly ({ "x": number; "y": number; "width": number; "height": number })[] | null; "filename": string })[]; "possible_duplicates": readonly ({ "id": string; "key": string; "kind": string; "label": string; "likeness": number; "differences": readonly ({ "field": string; "existing": unknown; "proposed": unknown })[] })[]; "engine": string; "fingerprint": string; "artifact_id": string | null; "insight_id": string | null; "state": "pending" | "accepted" | "rejected"; "applied_entity_id": string | null; "decided_at": string | null; "decided_by": string | null; "rejection_reason": string | null; "abilities": Abilities }

/** See the contract of this name. */
export type Tag = { "id": string; "name": string; "color": string | null; "records": number }

/** See the contract of this name. */
export type Topic = { "id": string; "project_id": string; "key": string; "kind": "topic"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "name": string; "phrase": string; "parent_id": string | null; "state": "active" | "retired"; "abilities": Abilities }

/** See the contract of this name. */
export type Trace = { "root": { "id": string; "key": string; "kind": string; "label": string; "depth": number }; "nodes": readonly ({ "id": string; "key": string; "kind": string; "label": string; "depth": number })[]; "links": readonly ({ "id": string; "source_id": string; "target_id": string; "relation": string; "confidence": number | null; "stale_since": string | null; "span": Span | null })[]; "truncated": boolean }

/** See the contract of this name. */
export type VerbInfo = { "name": string; "label": string; "input": Record<string, unknown>; "to"?: string | undefined }

/** What each operation takes and answers, by name. */
export interface Operations {
  "me.get": { params: {  }; query: Record<string, never>; body: undefined; answer: { "user": { "id": string; "name": string; "email": string }; "organizations": readonly ({ "id": string; "slug": string; "name": string; "role": string; "projects": readonly ({ "id": string; "slug": string; "name": string; "blueprint": "program" | "product" | "migration" | "factory" | "agent_board" | "blank"; "role": string })[] })[]; "ai": { "model": string; "offline": boolean } } }
  "organizations.create": { params: {  }; query: Record<string, never>; body: { "name": string }; answer: { "id": string; "slug": string; "name": string } }
  "invitations.accept": { params: {  }; query: Record<string, never>; body: { "token": string }; answer: { "org_id": string } }
  "projects.list": { params: { org: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly ({ "id": string; "slug": string; "name": string; "blueprint": "program" | "product" | "migration" | "factory" | "agent_board" | "blank"; "role": string })[]; "next_cursor": string | null } }
  "projects.create": { params: { org: string }; query: Record<string, never>; body: { "name": string; "description"?: string | undefined; "blueprint"?: "program" | "product" | "migration" | "factory" | "agent_board" | "blank" | undefined }; answer: { "id": string; "slug": string; "name": string; "blueprint": "program" | "product" | "migration" | "factory" | "agent_board" | "blank" } }
  "organizations.settings": { params: { org: string }; query: Record<string, never>; body: undefined; answer: OrganizationSettings }
  "organizations.edit": { params: { org: string }; query: Record<string, never>; body: { "name": string }; answer: OrganizationSettings }
  "projects.get": { params: { org: string; id: string }; query: Record<string, never>; body: undefined; answer: ProjectSettings }
  "projects.settings": { params: { org: string; id: string }; query: Record<string, never>; body: { "name"?: string | undefined; "description"?: string | null | undefined; "status"?: "active" | "on_hold" | "closed" | undefined; "start_date"?: string | null | undefined; "end_date"?: string | null | undefined; "autonomy_threshold"?: number | null | undefined; "suggestion_threshold"?: number | null | undefined; "modules_off"?: readonly (string)[] | undefined }; answer: ProjectSettings }
  "project_members.list": { params: { org: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (ProjectMember)[]; "next_cursor": string | null } }
  "project_members.grant": { params: { org: string; id: string }; query: Record<string, never>; body: { "user_id": string; "role": "admin" | "contributor" | "viewer"; "expires_at"?: string | null | undefined }; answer: { "items": readonly (ProjectMember)[]; "next_cursor": string | null } }
  "project_members.revoke": { params: { org: string; id: string; member: string }; query: Record<string, never>; body: undefined; answer: { "done": true } }
  "members.list": { params: { org: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly ({ "id": string; "user_id": string; "name": string; "email": string; "role": string; "joined_at": string })[]; "next_cursor": string | null } }
  "members.edit": { params: { org: string; id: string }; query: Record<string, never>; body: { "role": "owner" | "admin" | "member" | "viewer" }; answer: { "done": true } }
  "members.remove": { params: { org: string; id: string }; query: Record<string, never>; body: undefined; answer: { "done": true } }
  "invitations.list": { params: { org: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly ({ "id": string; "email": string; "role": string; "expires_at": string })[]; "next_cursor": string | null } }
  "invitations.create": { params: { org: string }; query: Record<string, never>; body: { "email": string; "role"?: "admin" | "member" | "viewer" | undefined; "project_id"?: string | undefined; "project_role"?: "admin" | "contributor" | "viewer" | undefined }; answer: { "id": string; "link": string; "mailed": boolean } }
  "invitations.revoke": { params: { org: string; id: string }; query: Record<string, never>; body: undefined; answer: { "done": true } }
  "apiKeys.list": { params: { org: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly ({ "id": string; "name": string; "prefix": string; "scopes": readonly (string)[]; "created_at": string; "expires_at": string | null; "last_used_at": string | null })[]; "next_cursor": string | null } }
  "apiKeys.create": { params: { org: string }; query: Record<string, never>; body: { "name": string; "scopes"?: readonly ("read" | "write" | "admin" | "mcp:read" | "mcp:write")[] | undefined; "expires_at"?: string | undefined; "project_id"?: string | undefined }; answer: { "id": string; "api_key": string; "prefix": string } }
  "apiKeys.revoke": { params: { org: string; id: string }; query: Record<string, never>; body: undefined; answer: { "done": true } }
  "profile.get": { params: {  }; query: Record<string, never>; body: undefined; answer: Profile }
  "profile.edit": { params: {  }; query: Record<string, never>; body: { "name"?: string | undefined; "timezone"?: string | undefined; "locale"?: string | undefined; "theme"?: "system" | "light" | "dark" | undefined; "notification_preferences"?: Record<string, unknown> | undefined; "ui_preferences"?: Record<string, unknown> | undefined }; answer: Profile }
  "waysIn.get": { params: {  }; query: Record<string, never>; body: undefined; answer: { "password": boolean; "two_factor": boolean; "others": readonly (string)[]; "sessions": readonly ({ "id": string; "ip_address": string | null; "user_agent": string | null; "created_at": string; "last_seen_at": string; "expires_at": string })[] } }
  "sessions.end": { params: { id: string }; query: Record<string, never>; body: undefined; answer: { "done": true } }
  "kinds.list": { params: { org: string; project: string }; query: Record<string, never>; body: undefined; answer: { "kinds": readonly (KindInfo)[]; "navigation": readonly ({ "label": string; "path": string; "group": string })[] } }
  "tags.list": { params: { org: string; project: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (Tag)[]; "next_cursor": string | null } }
  "savedViews.list": { params: { org: string; project: string }; query: { "collection"?: string | undefined }; body: undefined; answer: { "items": readonly (SavedView)[]; "next_cursor": string | null } }
  "savedViews.save": { params: { org: string; project: string }; query: Record<string, never>; body: { "collection": string; "name": string; "shared"?: boolean | undefined; "arrangement": Record<string, unknown> }; answer: SavedView }
  "savedViews.delete": { params: { org: string; project: string; view: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "notifications.list": { params: { org: string }; query: { "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: { "items": readonly (Notification)[]; "next_cursor": string | null } }
  "notifications.read": { params: { org: string; id: string }; query: Record<string, never>; body: undefined; answer: Notification }
  "notifications.read_all": { params: { org: string }; query: Record<string, never>; body: undefined; answer: { "done": true } }
  "activity.list": { params: { org: string; project: string }; query: { "since"?: string | undefined; "kind"?: string | undefined; "fields"?: string | undefined; "derived"?: string | undefined; "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: { "items": readonly (Activity)[]; "next_cursor": string | null } }
  "overview.get": { params: { org: string; project: string }; query: Record<string, never>; body: undefined; answer: { "kinds": readonly (KindOverview)[] } }
  "attention.list": { params: { org: string; project: string }; query: Record<string, never>; body: undefined; answer: { "overdue": readonly ({ "id": string; "key": string; "kind": string; "label": string; "owner_id": string | null; "since": string })[]; "stale": readonly ({ "id": string; "key": string; "kind": string; "label": string; "owner_id": string | null; "since": string })[] } }
  "demo.reset": { params: { org: string; project: string }; query: Record<string, never>; body: undefined; answer: { "id": string; "slug": string } }
  "changes.get": { params: { org: string; project: string; change: string }; query: Record<string, never>; body: undefined; answer: Change }
  "changes.undo": { params: { org: string; project: string; change: string }; query: Record<string, never>; body: { "records"?: readonly (string)[] | undefined; "reason"?: string | undefined }; answer: { "undone": string; "change": string; "records": readonly (ChangedRecord)[]; "links": readonly (ChangedLink)[] } }
  "job_runs.list": { params: { org: string; project: string }; query: { "state"?: "queued" | "running" | "done" | "failed" | "cancelled" | undefined; "limit"?: number | undefined }; body: undefined; answer: { "items": readonly ({ "id": string; "job": string; "entity_id": string | null; "state": string; "progress": number; "note": string | null; "attempts": number; "error_code": string | null; "error_message": string | null; "created_at": string; "started_at": string | null; "finished_at": string | null; "retried_as": string | null })[]; "next_cursor": string | null } }
  "job_runs.open": { params: { org: string; project: string }; query: { "before"?: string | undefined }; body: undefined; answer: { "jobs": number; "deliveries": number; "at": string } }
  "job_runs.cancel": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "cancelled": boolean } }
  "job_runs.retry": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "id": string } }
  "audit.list": { params: { org: string }; query: { "actor"?: string | undefined; "table"?: string | undefined; "row_id"?: string | undefined; "kind"?: string | undefined; "field"?: string | undefined; "action"?: string | undefined; "from"?: string | undefined; "to"?: string | undefined; "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: { "items": readonly ({ "id": string; "occurred_at": string; "project_id": string | null; "table": string; "row_id": string; "kind": string | null; "version": number | null; "action": string; "changed": readonly (string)[]; "before": Record<string, unknown> | null; "after": Record<string, unknown> | null; "actor": { "type": string; "id": string | null; "name": string | null }; "reason": string | null; "verb": string | null; "undoes": string | null; "request_id": string | null; "ip": string | null; "user_agent": string | null; "category": string | null; "sealed_at": string | null; "seq": number | null; "hash": string | null })[]; "next_cursor": string | null } }
  "audit.head": { params: { org: string }; query: Record<string, never>; body: undefined; answer: { "org_id": string; "seq": number; "hash": string; "waiting": number } }
  "audit.verify": { params: { org: string }; query: { "after"?: number | undefined; "limit"?: number | undefined; "seq"?: number | undefined; "hash"?: string | undefined }; body: undefined; answer: { "ok": boolean; "checked": number; "archived": number; "problems": readonly ({ "org_id": string; "seq": number; "problem": string; "entry_id": string | null })[]; "next": number | null } }
  "audit.export": { params: { org: string }; query: { "after"?: number | undefined; "limit"?: number | undefined }; body: undefined; answer: { "org_id": string; "items": readonly ({ "seq": number; "previous": string; "hash": string; "entry": unknown; "beside"?: Record<string, { "content": string } | { "ciphertext": string; "key_id": string; "subject_id": string }> | undefined })[]; "next": number | null } }
  "erasures.erase": { params: { org: string }; query: Record<string, never>; body: { "record"?: string | undefined; "account"?: string | undefined; "reason": string }; answer: ErasureReport }
  "erasures.list": { params: { org: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (Erasure)[]; "next_cursor": string | null } }
  "me.erase": { params: {  }; query: Record<string, never>; body: { "email": string }; answer: { "erased": true; "organizations": number } }
  "artifacts.text": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: ArtifactText }
  "artifacts.place": { params: { org: string; project: string; id: string }; query: { "start": number; "end": number }; body: undefined; answer: { "page": number | null; "boxes": readonly ({ "x": number; "y": number; "width": number; "height": number })[]; "cell": string | null } }
  "artifacts.keep_span": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "start": number; "end": number }; answer: { "id": string; "artifact_id": string; "quote": string; "page": number | null } }
  "artifacts.record": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "start": number; "end": number; "kind": string; "fields": Record<string, unknown> }; answer: { "id": string; "key": string; "kind": string } & Loose }
  "artifact_uploads.begin": { params: { org: string; project: string }; query: Record<string, never>; body: { "filename": string; "size_bytes": number; "media_type"?: string | undefined; "folder"?: string | undefined; "folder_id"?: string | undefined; "attached_to"?: string | undefined }; answer: ArtifactUpload }
  "artifact_uploads.get": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: ArtifactUpload }
  "artifact_uploads.delete": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: ArtifactUpload }
  "modelPrices.set": { params: { org: string }; query: Record<string, never>; body: { "provider": string; "model": string; "currency"?: string | undefined; "input_price": string; "output_price": string; "cache_read_price"?: string | undefined; "cache_write_price"?: string | undefined; "valid_from": string }; answer: { "id": string } }
  "modelPrices.list": { params: { org: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (ModelPrice)[]; "next_cursor": string | null } }
  "usage.by_day": { params: { org: string }; query: { "from"?: string | undefined; "to"?: string | undefined }; body: undefined; answer: { "items": readonly ({ "day": string; "project_id": string | null; "provider": string; "model": string; "purpose": string; "calls": number; "failed": number; "input_tokens": number; "output_tokens": number; "cost": string | null; "currency": string | null; "unpriced_calls": number })[]; "next_cursor": string | null } }
  "artifacts.extract": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "engine"?: "offline" | "model" | undefined; "accepted_tokens"?: number | undefined }; answer: { "run_id": string; "estimate": ExtractionEstimate } }
  "artifacts.extraction_estimate": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: ExtractionEstimate }
  "insights.list": { params: { org: string; project: string }; query: { "type"?: "risk" | "issue" | "decision" | "action" | "commitment" | "question" | undefined; "severity"?: "low" | "medium" | "high" | "critical" | undefined; "artifact_id"?: string | undefined; "dismissed"?: string | undefined; "minimum_trust"?: number | undefined; "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: { "items": readonly (Insight)[]; "next_cursor": string | null } }
  "insights.rate": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "rating": number; "feedback"?: string | undefined }; answer: Insight }
  "insights.dismiss": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason"?: string | undefined }; answer: Insight }
  "insights.recall": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: Record<string, never>; answer: Insight }
  "artifacts.findings": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: Findings }
  "referents.mentions": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (Mention)[]; "next_cursor": null } }
  "referents.candidates": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly ({ "id": string; "key": string; "name": string; "confidence": number; "reasons": readonly (string)[] })[]; "next_cursor": null } }
  "topics.tree": { params: { org: string; project: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly ({ "id": string; "key": string; "name": string; "parent_id": string | null; "depth": number; "documents": number; "mentions": number })[]; "next_cursor": null } }
  "topics.artifacts": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly ({ "artifact_id": string; "filename": string; "mentions": number; "topics": readonly (string)[] })[]; "next_cursor": null } }
  "search.find": { params: { org: string; project: string }; query: { "q": string; "k"?: number | undefined; "mode"?: "hybrid" | "lexical" | "semantic" | undefined; "kind"?: string | undefined; "folder"?: string | undefined; "from"?: string | undefined; "to"?: string | undefined; "person"?: string | undefined; "topic"?: string | undefined; "tag"?: string | undefined; "per_record"?: number | undefined }; body: undefined; answer: { "hits": readonly ({ "kind": string; "id": string; "key": string; "title": string; "text": string; "start": number | null; "end": number | null; "artifact_id": string | null; "page": number | null; "heading": string | null; "score": number; "highlights": readonly ([number, number])[] })[]; "ms": number; "mode": "hybrid" | "lexical" | "semantic"; "notice": string | null } }
  "search.find_everywhere": { params: { org: string }; query: { "q": string; "k"?: number | undefined; "mode"?: "hybrid" | "lexical" | "semantic" | undefined; "kind"?: string | undefined; "from"?: string | undefined; "to"?: string | undefined; "person"?: string | undefined; "topic"?: string | undefined; "tag"?: string | undefined; "per_record"?: number | undefined }; body: undefined; answer: { "hits": readonly ({ "kind": string; "id": string; "key": string; "title": string; "text": string; "start": number | null; "end": number | null; "artifact_id": string | null; "page": number | null; "heading": string | null; "score": number; "highlights": readonly ([number, number])[]; "project": { "id": string; "slug": string; "name": string } })[]; "ms": number; "mode": "hybrid" | "lexical" | "semantic"; "notice": string | null } }
  "search.embed": { params: { org: string; project: string }; query: Record<string, never>; body: undefined; answer: { "run_id": string } }
  "search.models": { params: { org: string; project: string }; query: Record<string, never>; body: undefined; answer: { "present": string | null; "models": readonly ({ "model": string; "present": boolean; "embedded": number; "passages": number; "filling": boolean; "weight": number; "weight_from": "setting" | "project" | "general"; "gain": number | null; "gain_low": number | null; "gain_high": number | null; "queries": number | null; "calibrated_at": string | null })[] } }
  "search.forget_model": { params: { org: string; project: string }; query: Record<string, never>; body: { "model": string }; answer: { "forgotten": number } }
  "suggestions.accept_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "reason"?: string | undefined }; answer: { "items": readonly (Suggestion)[] } }
  "suggestions.reject_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "reason": string }; answer: { "items": readonly (Suggestion)[] } }
  "suggestions.similar": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "records": readonly ({ "id": string; "key": string; "kind": string; "label": string; "likeness": number; "differences": readonly ({ "field": string; "existing": unknown; "proposed": unknown })[] })[]; "suggestions": readonly ({ "id": string; "key": string; "kind": string; "label": string; "likeness": number })[] } }
  "answers.ask": { params: { org: string; project: string }; query: Record<string, never>; body: { "question": string; "follows"?: string | undefined; "folder"?: string | undefined; "from"?: string | undefined; "to"?: string | undefined; "person"?: string | undefined; "topic"?: string | undefined; "tag"?: string | undefined }; answer: Answer }
  "answers.list": { params: { org: string; project: string }; query: { "limit"?: number | undefined }; body: undefined; answer: { "items": readonly ({ "id": string; "question": string; "outcome": "answered" | "doubtful" | "not_found"; "engine": string; "created_at": string })[]; "next_cursor": null } }
  "answers.get": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: Answer }
  "answers.delete": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "deleted": true } }
  "answers.keep": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "filename"?: string | undefined; "folder"?: string | undefined }; answer: { "id": string } & Loose }
  "answers.propose": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "kind": string; "fields"?: Record<string, unknown> | undefined }; answer: { "id": string } & Loose }
  "decisions.participants": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly ({ "id": string; "user_id": string | null; "name": string | null; "role": string; "approval": string; "approved_at": string | null; "approval_note": string | null })[]; "next_cursor": string | null } }
  "artifacts.changes": { params: { org: string; project: string; id: string }; query: { "limit"?: number | undefined; "cursor"?: number | undefined }; body: undefined; answer: ArtifactChanges }
  "evidence.stale": { params: { org: string; project: string }; query: { "record"?: string | undefined; "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: StaleEvidence }
  "evidence.confirm": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason"?: string | undefined }; answer: unknown }
  "artifact_folders.list": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "sort"?: string | undefined; "limit"?: number | undefined; "cursor"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (ArtifactFolder)[]; "next_cursor": string | null } }
  "artifact_folders.create": { params: { org: string; project: string }; query: Record<string, never>; body: { "name": string; "parent_id"?: string | null | undefined }; answer: ArtifactFolder }
  "artifact_folders.counts": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined; "by"?: string | undefined }; body: undefined; answer: Counts }
  "artifact_folders.get": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "id": string; "project_id": string; "key": string; "kind": "artifact_folder"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "name": string; "parent_id": string | null; "abilities": Abilities; "watching": boolean } }
  "artifact_folders.edit": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: { "name"?: string | undefined; "parent_id"?: string | null | undefined; "reason"?: string | undefined }; answer: ArtifactFolder }
  "artifact_folders.delete": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: undefined; answer: ArtifactFolder }
  "artifact_folders.restore": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: ArtifactFolder }
  "artifact_folders.history": { params: { org: string; project: string; id: string }; query: { "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: { "items": readonly (HistoryEntry)[]; "next_cursor": string | null } }
  "artifact_folders.links": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "artifact_folders.link": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "relation": string; "target_id": string; "span_id"?: string | undefined; "confidence"?: number | undefined; "note"?: string | undefined }; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "artifact_folders.unlink": { params: { org: string; project: string; id: string; link: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "artifact_folders.trace": { params: { org: string; project: string; id: string }; query: { "direction"?: "up" | "down" | undefined; "depth"?: number | undefined }; body: undefined; answer: Trace }
  "artifact_folders.comments": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (Comment)[]; "next_cursor": string | null } }
  "artifact_folders.comment": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "body": string; "parent_id"?: string | undefined }; answer: Comment }
  "artifact_folders.edit_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: { "body": string }; answer: Comment }
  "artifact_folders.delete_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "artifact_folders.set_tags": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "tags": readonly (string)[] }; answer: ArtifactFolder }
  "artifact_folders.watch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "artifact_folders.unwatch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "artifact_folders.edit_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "changes": { "name"?: string | undefined; "parent_id"?: string | null | undefined }; "reason"?: string | undefined }; answer: { "items": readonly (ArtifactFolder)[] } }
  "artifact_folders.delete_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "reason"?: string | undefined }; answer: { "items": readonly (ArtifactFolder)[] } }
  "artifacts.list": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "sort"?: string | undefined; "limit"?: number | undefined; "cursor"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Artifact)[]; "next_cursor": string | null } }
  "artifacts.counts": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined; "by"?: string | undefined }; body: undefined; answer: Counts }
  "artifacts.get": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "id": string; "project_id": string; "key": string; "kind": "artifact"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "filename": string; "media_type": string | null; "size_bytes": number; "sha256": string; "folder_id": string | null; "mail_id": string | null; "category": string | null; "subcategory": string | null; "format": string | null; "title": string | null; "language": string | null; "document_date": string | null; "state": "pending" | "processing" | "processed" | "failed"; "failure_code": string | null; "failure_reason": string | null; "processed_at": string | null; "engine": string | null; "version_number": number; "superseded_by": string | null; "page_count": number | null; "text_length": number | null; "chunk_count": number; "person_count": number; "fact_count": number; "topic_count": number; "insight_count": number; "dropped_count": number; "abilities": Abilities; "watching": boolean } }
  "artifacts.edit": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: { "folder_id"?: string | null | undefined; "category"?: string | null | undefined; "subcategory"?: string | null | undefined; "document_date"?: string | null | undefined; "reason"?: string | undefined }; answer: Artifact }
  "artifacts.delete": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: undefined; answer: Artifact }
  "artifacts.restore": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: Artifact }
  "artifacts.history": { params: { org: string; project: string; id: string }; query: { "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: { "items": readonly (HistoryEntry)[]; "next_cursor": string | null } }
  "artifacts.retry": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason"?: string | undefined }; answer: Artifact }
  "artifacts.links": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "artifacts.link": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "relation": string; "target_id": string; "span_id"?: string | undefined; "confidence"?: number | undefined; "note"?: string | undefined }; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "artifacts.unlink": { params: { org: string; project: string; id: string; link: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "artifacts.trace": { params: { org: string; project: string; id: string }; query: { "direction"?: "up" | "down" | undefined; "depth"?: number | undefined }; body: undefined; answer: Trace }
  "artifacts.comments": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (Comment)[]; "next_cursor": string | null } }
  "artifacts.comment": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "body": string; "parent_id"?: string | undefined }; answer: Comment }
  "artifacts.edit_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: { "body": string }; answer: Comment }
  "artifacts.delete_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "artifacts.set_tags": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "tags": readonly (string)[] }; answer: Artifact }
  "artifacts.watch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "artifacts.unwatch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "artifacts.edit_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "changes": { "folder_id"?: string | null | undefined; "category"?: string | null | undefined; "subcategory"?: string | null | undefined; "document_date"?: string | null | undefined }; "reason"?: string | undefined }; answer: { "items": readonly (Artifact)[] } }
  "artifacts.delete_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "reason"?: string | undefined }; answer: { "items": readonly (Artifact)[] } }
  "referents.list": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "sort"?: string | undefined; "limit"?: number | undefined; "cursor"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Referent)[]; "next_cursor": string | null } }
  "referents.counts": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined; "by"?: string | undefined }; body: undefined; answer: Counts }
  "referents.get": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "id": string; "project_id": string; "key": string; "kind": "referent"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "type": "person" | "organization" | "place"; "name": string; "role": string | null; "organization": string | null; "email": string | null; "handle": string | null; "state": "active" | "merged"; "merged_into": string | null; "abilities": Abilities; "watching": boolean } }
  "referents.edit": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: { "name"?: string | undefined; "role"?: string | null | undefined; "organization"?: string | null | undefined; "email"?: string | null | undefined; "handle"?: string | null | undefined; "reason"?: string | undefined }; answer: Referent }
  "referents.delete": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: undefined; answer: Referent }
  "referents.restore": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: Referent }
  "referents.history": { params: { org: string; project: string; id: string }; query: { "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: { "items": readonly (HistoryEntry)[]; "next_cursor": string | null } }
  "referents.merge": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "into": string; "reason": string }; answer: Referent }
  "referents.unmerge": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason": string }; answer: Referent }
  "referents.split": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "finding_ids": readonly (string)[]; "name"?: string | undefined; "reason": string }; answer: Referent }
  "referents.links": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "referents.link": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "relation": string; "target_id": string; "span_id"?: string | undefined; "confidence"?: number | undefined; "note"?: string | undefined }; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "referents.unlink": { params: { org: string; project: string; id: string; link: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "referents.trace": { params: { org: string; project: string; id: string }; query: { "direction"?: "up" | "down" | undefined; "depth"?: number | undefined }; body: undefined; answer: Trace }
  "referents.comments": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (Comment)[]; "next_cursor": string | null } }
  "referents.comment": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "body": string; "parent_id"?: string | undefined }; answer: Comment }
  "referents.edit_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: { "body": string }; answer: Comment }
  "referents.delete_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "referents.set_tags": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "tags": readonly (string)[] }; answer: Referent }
  "referents.watch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "referents.unwatch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "referents.edit_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "changes": { "name"?: string | undefined; "role"?: string | null | undefined; "organization"?: string | null | undefined; "email"?: string | null | undefined; "handle"?: string | null | undefined }; "reason"?: string | undefined }; answer: { "items": readonly (Referent)[] } }
  "referents.delete_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "reason"?: string | undefined }; answer: { "items": readonly (Referent)[] } }
  "conflicts.list": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "sort"?: string | undefined; "limit"?: number | undefined; "cursor"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Conflict)[]; "next_cursor": string | null } }
  "conflicts.counts": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined; "by"?: string | undefined }; body: undefined; answer: Counts }
  "conflicts.get": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "id": string; "project_id": string; "key": string; "kind": "conflict"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "title": string; "subject": string; "fact_type": string; "unit": string | null; "first_artifact_id": string; "first_value": string; "second_artifact_id": string; "second_value": string; "sides": readonly ({ "artifact_id": string; "filename": string; "value": string; "normalized": string; "start": number; "end": number; "quote": string })[]; "confidence": string; "fingerprint": string; "state": "open" | "resolved" | "dismissed"; "holds": "first" | "second" | "neither" | null; "resolution": string | null; "abilities": Abilities; "watching": boolean } }
  "conflicts.edit": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: { "reason"?: string | undefined }; answer: Conflict }
  "conflicts.delete": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: undefined; answer: Conflict }
  "conflicts.restore": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: Conflict }
  "conflicts.history": { params: { org: string; project: string; id: string }; query: { "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: { "items": readonly (HistoryEntry)[]; "next_cursor": string | null } }
  "conflicts.resolve": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "holds": "first" | "second" | "neither"; "reason": string }; answer: Conflict }
  "conflicts.dismiss": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason": string }; answer: Conflict }
  "conflicts.reopen": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason"?: string | undefined }; answer: Conflict }
  "conflicts.links": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "conflicts.link": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "relation": string; "target_id": string; "span_id"?: string | undefined; "confidence"?: number | undefined; "note"?: string | undefined }; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "conflicts.unlink": { params: { org: string; project: string; id: string; link: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "conflicts.trace": { params: { org: string; project: string; id: string }; query: { "direction"?: "up" | "down" | undefined; "depth"?: number | undefined }; body: undefined; answer: Trace }
  "conflicts.comments": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (Comment)[]; "next_cursor": string | null } }
  "conflicts.comment": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "body": string; "parent_id"?: string | undefined }; answer: Comment }
  "conflicts.edit_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: { "body": string }; answer: Comment }
  "conflicts.delete_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "conflicts.set_tags": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "tags": readonly (string)[] }; answer: Conflict }
  "conflicts.watch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "conflicts.unwatch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "conflicts.edit_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "changes": Record<string, never>; "reason"?: string | undefined }; answer: { "items": readonly (Conflict)[] } }
  "conflicts.delete_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "reason"?: string | undefined }; answer: { "items": readonly (Conflict)[] } }
  "topics.list": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "sort"?: string | undefined; "limit"?: number | undefined; "cursor"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Topic)[]; "next_cursor": string | null } }
  "topics.counts": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined; "by"?: string | undefined }; body: undefined; answer: Counts }
  "topics.get": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "id": string; "project_id": string; "key": string; "kind": "topic"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "name": string; "phrase": string; "parent_id": string | null; "state": "active" | "retired"; "abilities": Abilities; "watching": boolean } }
  "topics.edit": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: { "name"?: string | undefined; "reason"?: string | undefined }; answer: Topic }
  "topics.delete": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: undefined; answer: Topic }
  "topics.restore": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: Topic }
  "topics.history": { params: { org: string; project: string; id: string }; query: { "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: { "items": readonly (HistoryEntry)[]; "next_cursor": string | null } }
  "topics.links": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "topics.link": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "relation": string; "target_id": string; "span_id"?: string | undefined; "confidence"?: number | undefined; "note"?: string | undefined }; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "topics.unlink": { params: { org: string; project: string; id: string; link: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "topics.trace": { params: { org: string; project: string; id: string }; query: { "direction"?: "up" | "down" | undefined; "depth"?: number | undefined }; body: undefined; answer: Trace }
  "topics.comments": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (Comment)[]; "next_cursor": string | null } }
  "topics.comment": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "body": string; "parent_id"?: string | undefined }; answer: Comment }
  "topics.edit_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: { "body": string }; answer: Comment }
  "topics.delete_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "topics.set_tags": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "tags": readonly (string)[] }; answer: Topic }
  "topics.watch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "topics.unwatch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "topics.edit_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "changes": { "name"?: string | undefined }; "reason"?: string | undefined }; answer: { "items": readonly (Topic)[] } }
  "topics.delete_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "reason"?: string | undefined }; answer: { "items": readonly (Topic)[] } }
  "suggestions.list": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "sort"?: string | undefined; "limit"?: number | undefined; "cursor"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Suggestion)[]; "next_cursor": string | null } }
  "suggestions.counts": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined; "by"?: string | undefined }; body: undefined; answer: Counts }
  "suggestions.get": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "id": string; "project_id": string; "key": string; "kind": "suggestion"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "title": string; "action": "create" | "update" | "link" | "document_edit"; "target_kind": string; "payload": Record<string, unknown>; "rationale": string | null; "confidence": string; "trust": string; "evidence": readonly ({ "artifact_id": string; "start": number; "end": number; "quote": string; "page": number | null; "cell": string | null; "boxes": readonly ({ "x": number; "y": number; "width": number; "height": number })[] | null; "filename": string })[]; "possible_duplicates": readonly ({ "id": string; "key": string; "kind": string; "label": string; "likeness": number; "differences": readonly ({ "field": string; "existing": unknown; "proposed": unknown })[] })[]; "engine": string; "fingerprint": string; "artifact_id": string | null; "insight_id": string | null; "state": "pending" | "accepted" | "rejected"; "applied_entity_id": string | null; "decided_at": string | null; "decided_by": string | null; "rejection_reason": string | null; "abilities": Abilities; "watching": boolean } }
  "suggestions.edit": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: { "reason"?: string | undefined }; answer: Suggestion }
  "suggestions.delete": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: undefined; answer: Suggestion }
  "suggestions.restore": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: Suggestion }
  "suggestions.history": { params: { org: string; project: string; id: string }; query: { "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: { "items": readonly (HistoryEntry)[]; "next_cursor": string | null } }
  "suggestions.accept": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "edits"?: Record<string, unknown> | undefined; "reason"?: string | undefined }; answer: Suggestion }
  "suggestions.reject": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason": string }; answer: Suggestion }
  "suggestions.links": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "suggestions.link": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "relation": string; "target_id": string; "span_id"?: string | undefined; "confidence"?: number | undefined; "note"?: string | undefined }; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "suggestions.unlink": { params: { org: string; project: string; id: string; link: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "suggestions.trace": { params: { org: string; project: string; id: string }; query: { "direction"?: "up" | "down" | undefined; "depth"?: number | undefined }; body: undefined; answer: Trace }
  "suggestions.comments": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (Comment)[]; "next_cursor": string | null } }
  "suggestions.comment": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "body": string; "parent_id"?: string | undefined }; answer: Comment }
  "suggestions.edit_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: { "body": string }; answer: Comment }
  "suggestions.delete_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "suggestions.set_tags": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "tags": readonly (string)[] }; answer: Suggestion }
  "suggestions.watch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "suggestions.unwatch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "suggestions.edit_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "changes": Record<string, never>; "reason"?: string | undefined }; answer: { "items": readonly (Suggestion)[] } }
  "suggestions.delete_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "reason"?: string | undefined }; answer: { "items": readonly (Suggestion)[] } }
  "decisions.list": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "sort"?: string | undefined; "limit"?: number | undefined; "cursor"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Decision)[]; "next_cursor": string | null } }
  "decisions.create": { params: { org: string; project: string }; query: Record<string, never>; body: { "title": string; "description"?: string | null | undefined; "category"?: string | null | undefined; "rationale": string; "alternatives"?: string | null | undefined; "impact"?: string | null | undefined; "decided_by"?: string | null | undefined; "decided_on"?: string | null | undefined; "effective_on"?: string | null | undefined; "review_on"?: string | null | undefined }; answer: Decision }
  "decisions.counts": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined; "by"?: string | undefined }; body: undefined; answer: Counts }
  "decisions.get": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "id": string; "project_id": string; "key": string; "kind": "decision"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "title": string; "description": string | null; "category": string | null; "rationale": string; "alternatives": string | null; "impact": string | null; "decided_by": string | null; "state": "proposed" | "approved" | "rejected" | "superseded"; "decided_on": string | null; "effective_on": string | null; "review_on": string | null; "superseded_by": string | null; "abilities": Abilities; "watching": boolean } }
  "decisions.edit": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: { "title"?: string | undefined; "description"?: string | null | undefined; "category"?: string | null | undefined; "rationale"?: string | undefined; "alternatives"?: string | null | undefined; "impact"?: string | null | undefined; "decided_by"?: string | null | undefined; "decided_on"?: string | null | undefined; "effective_on"?: string | null | undefined; "review_on"?: string | null | undefined; "reason"?: string | undefined }; answer: Decision }
  "decisions.delete": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: undefined; answer: Decision }
  "decisions.restore": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: Decision }
  "decisions.history": { params: { org: string; project: string; id: string }; query: { "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: { "items": readonly (HistoryEntry)[]; "next_cursor": string | null } }
  "decisions.approve": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason"?: string | undefined }; answer: Decision }
  "decisions.reject": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason": string }; answer: Decision }
  "decisions.propose": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason"?: string | undefined }; answer: Decision }
  "decisions.supersede": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "by": string; "reason"?: string | undefined }; answer: Decision }
  "decisions.add_participant": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "user_id"?: string | undefined; "name"?: string | undefined; "role": "decides" | "approves" | "consulted" | "informed" }; answer: Decision }
  "decisions.remove_participant": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "participant_id": string }; answer: Decision }
  "decisions.respond": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "approval": "approved" | "rejected"; "note"?: string | undefined }; answer: Decision }
  "decisions.links": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "decisions.link": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "relation": string; "target_id": string; "span_id"?: string | undefined; "confidence"?: number | undefined; "note"?: string | undefined }; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "decisions.unlink": { params: { org: string; project: string; id: string; link: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "decisions.trace": { params: { org: string; project: string; id: string }; query: { "direction"?: "up" | "down" | undefined; "depth"?: number | undefined }; body: undefined; answer: Trace }
  "decisions.comments": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (Comment)[]; "next_cursor": string | null } }
  "decisions.comment": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "body": string; "parent_id"?: string | undefined }; answer: Comment }
  "decisions.edit_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: { "body": string }; answer: Comment }
  "decisions.delete_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "decisions.set_tags": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "tags": readonly (string)[] }; answer: Decision }
  "decisions.watch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "decisions.unwatch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "decisions.edit_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "changes": { "title"?: string | undefined; "description"?: string | null | undefined; "category"?: string | null | undefined; "rationale"?: string | undefined; "alternatives"?: string | null | undefined; "impact"?: string | null | undefined; "decided_by"?: string | null | undefined; "decided_on"?: string | null | undefined; "effective_on"?: string | null | undefined; "review_on"?: string | null | undefined }; "reason"?: string | undefined }; answer: { "items": readonly (Decision)[] } }
  "decisions.delete_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "reason"?: string | undefined }; answer: { "items": readonly (Decision)[] } }
  "issues.list": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "sort"?: string | undefined; "limit"?: number | undefined; "cursor"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Issue)[]; "next_cursor": string | null } }
  "issues.create": { params: { org: string; project: string }; query: Record<string, never>; body: { "title": string; "description"?: string | null | undefined; "category"?: string | null | undefined; "priority": "low" | "medium" | "high" | "critical"; "severity": "low" | "medium" | "high" | "critical"; "owner_id"?: string | null | undefined; "identified_on"?: string | null | undefined; "due_on"?: string | null | undefined }; answer: Issue }
  "issues.counts": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined; "by"?: string | undefined }; body: undefined; answer: Counts }
  "issues.get": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "id": string; "project_id": string; "key": string; "kind": "issue"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "title": string; "description": string | null; "category": string | null; "priority": "low" | "medium" | "high" | "critical"; "severity": "low" | "medium" | "high" | "critical"; "owner_id": string | null; "state": "open" | "in_progress" | "resolved" | "closed"; "resolution": string | null; "identified_on": string | null; "due_on": string | null; "resolved_on": string | null; "abilities": Abilities; "watching": boolean } }
  "issues.edit": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: { "title"?: string | undefined; "description"?: string | null | undefined; "category"?: string | null | undefined; "priority"?: "low" | "medium" | "high" | "critical" | undefined; "severity"?: "low" | "medium" | "high" | "critical" | undefined; "owner_id"?: string | null | undefined; "identified_on"?: string | null | undefined; "due_on"?: string | null | undefined; "reason"?: string | undefined }; answer: Issue }
  "issues.delete": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: undefined; answer: Issue }
  "issues.restore": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: Issue }
  "issues.history": { params: { org: string; project: string; id: string }; query: { "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: { "items": readonly (HistoryEntry)[]; "next_cursor": string | null } }
  "issues.start": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason"?: string | undefined }; answer: Issue }
  "issues.resolve": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "resolution": string }; answer: Issue }
  "issues.close": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason"?: string | undefined }; answer: Issue }
  "issues.reopen": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason"?: string | undefined }; answer: Issue }
  "issues.links": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "issues.link": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "relation": string; "target_id": string; "span_id"?: string | undefined; "confidence"?: number | undefined; "note"?: string | undefined }; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "issues.unlink": { params: { org: string; project: string; id: string; link: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "issues.trace": { params: { org: string; project: string; id: string }; query: { "direction"?: "up" | "down" | undefined; "depth"?: number | undefined }; body: undefined; answer: Trace }
  "issues.comments": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (Comment)[]; "next_cursor": string | null } }
  "issues.comment": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "body": string; "parent_id"?: string | undefined }; answer: Comment }
  "issues.edit_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: { "body": string }; answer: Comment }
  "issues.delete_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "issues.set_tags": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "tags": readonly (string)[] }; answer: Issue }
  "issues.watch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "issues.unwatch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "issues.edit_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "changes": { "title"?: string | undefined; "description"?: string | null | undefined; "category"?: string | null | undefined; "priority"?: "low" | "medium" | "high" | "critical" | undefined; "severity"?: "low" | "medium" | "high" | "critical" | undefined; "owner_id"?: string | null | undefined; "identified_on"?: string | null | undefined; "due_on"?: string | null | undefined }; "reason"?: string | undefined }; answer: { "items": readonly (Issue)[] } }
  "issues.delete_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "reason"?: string | undefined }; answer: { "items": readonly (Issue)[] } }
  "risks.list": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "sort"?: string | undefined; "limit"?: number | undefined; "cursor"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Risk)[]; "next_cursor": string | null } }
  "risks.create": { params: { org: string; project: string }; query: Record<string, never>; body: { "title": string; "description"?: string | null | undefined; "category"?: string | null | undefined; "risk_type"?: "threat" | "opportunity" | null | undefined; "probability": "very_low" | "low" | "medium" | "high" | "very_high"; "impact": "very_low" | "low" | "medium" | "high" | "very_high"; "residual_probability"?: "very_low" | "low" | "medium" | "high" | "very_high" | null | undefined; "residual_impact"?: "very_low" | "low" | "medium" | "high" | "very_high" | null | undefined; "loss_low"?: string | number | null | undefined; "loss_high"?: string | number | null | undefined; "currency"?: string | null | undefined; "mitigation"?: string | null | undefined; "contingency"?: string | null | undefined; "owner_id"?: string | null | undefined; "identified_on"?: string | null | undefined; "target_closure_on"?: string | null | undefined }; answer: Risk }
  "risks.counts": { params: { org: string; project: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined; "by"?: string | undefined }; body: undefined; answer: Counts }
  "risks.get": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "id": string; "project_id": string; "key": string; "kind": "risk"; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "title": string; "description": string | null; "category": string | null; "risk_type": "threat" | "opportunity" | null; "probability": "very_low" | "low" | "medium" | "high" | "very_high"; "impact": "very_low" | "low" | "medium" | "high" | "very_high"; "score": number | null; "residual_probability": "very_low" | "low" | "medium" | "high" | "very_high" | null; "residual_impact": "very_low" | "low" | "medium" | "high" | "very_high" | null; "residual_score": number | null; "loss_low": string | null; "loss_high": string | null; "currency": string | null; "mitigation": string | null; "contingency": string | null; "owner_id": string | null; "state": "open" | "mitigating" | "accepted" | "closed"; "outcome": "occurred" | "avoided" | "expired" | null; "identified_on": string | null; "target_closure_on": string | null; "closed_on": string | null; "abilities": Abilities; "watching": boolean } }
  "risks.edit": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: { "title"?: string | undefined; "description"?: string | null | undefined; "category"?: string | null | undefined; "risk_type"?: "threat" | "opportunity" | null | undefined; "probability"?: "very_low" | "low" | "medium" | "high" | "very_high" | undefined; "impact"?: "very_low" | "low" | "medium" | "high" | "very_high" | undefined; "residual_probability"?: "very_low" | "low" | "medium" | "high" | "very_high" | null | undefined; "residual_impact"?: "very_low" | "low" | "medium" | "high" | "very_high" | null | undefined; "loss_low"?: string | number | null | undefined; "loss_high"?: string | number | null | undefined; "currency"?: string | null | undefined; "mitigation"?: string | null | undefined; "contingency"?: string | null | undefined; "owner_id"?: string | null | undefined; "identified_on"?: string | null | undefined; "target_closure_on"?: string | null | undefined; "reason"?: string | undefined }; answer: Risk }
  "risks.delete": { params: { org: string; project: string; id: string }; query: { "reason"?: string | undefined }; body: undefined; answer: Risk }
  "risks.restore": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: Risk }
  "risks.history": { params: { org: string; project: string; id: string }; query: { "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: { "items": readonly (HistoryEntry)[]; "next_cursor": string | null } }
  "risks.mitigate": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason"?: string | undefined }; answer: Risk }
  "risks.accept": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason"?: string | undefined }; answer: Risk }
  "risks.reopen": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "reason"?: string | undefined }; answer: Risk }
  "risks.close": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "outcome": "occurred" | "avoided" | "expired"; "reason": string }; answer: Risk }
  "risks.links": { params: { org: string; project: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "risks.link": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "relation": string; "target_id": string; "span_id"?: string | undefined; "confidence"?: number | undefined; "note"?: string | undefined }; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "risks.unlink": { params: { org: string; project: string; id: string; link: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "risks.trace": { params: { org: string; project: string; id: string }; query: { "direction"?: "up" | "down" | undefined; "depth"?: number | undefined }; body: undefined; answer: Trace }
  "risks.comments": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (Comment)[]; "next_cursor": string | null } }
  "risks.comment": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "body": string; "parent_id"?: string | undefined }; answer: Comment }
  "risks.edit_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: { "body": string }; answer: Comment }
  "risks.delete_comment": { params: { org: string; project: string; id: string; comment: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "risks.set_tags": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: { "tags": readonly (string)[] }; answer: Risk }
  "risks.watch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "risks.unwatch": { params: { org: string; project: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "risks.edit_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "changes": { "title"?: string | undefined; "description"?: string | null | undefined; "category"?: string | null | undefined; "risk_type"?: "threat" | "opportunity" | null | undefined; "probability"?: "very_low" | "low" | "medium" | "high" | "very_high" | undefined; "impact"?: "very_low" | "low" | "medium" | "high" | "very_high" | undefined; "residual_probability"?: "very_low" | "low" | "medium" | "high" | "very_high" | null | undefined; "residual_impact"?: "very_low" | "low" | "medium" | "high" | "very_high" | null | undefined; "loss_low"?: string | number | null | undefined; "loss_high"?: string | number | null | undefined; "currency"?: string | null | undefined; "mitigation"?: string | null | undefined; "contingency"?: string | null | undefined; "owner_id"?: string | null | undefined; "identified_on"?: string | null | undefined; "target_closure_on"?: string | null | undefined }; "reason"?: string | undefined }; answer: { "items": readonly (Risk)[] } }
  "risks.delete_many": { params: { org: string; project: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "reason"?: string | undefined }; answer: { "items": readonly (Risk)[] } }
  "entities.list": { params: { org: string; project: string; collection: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "sort"?: string | undefined; "limit"?: number | undefined; "cursor"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Entity)[]; "next_cursor": string | null } }
  "entities.create": { params: { org: string; project: string; collection: string }; query: Record<string, never>; body: Record<string, unknown>; answer: Entity }
  "entities.counts": { params: { org: string; project: string; collection: string }; query: { "filter"?: Record<string, string | readonly (string)[] | Record<string, string | readonly (string)[]>> | undefined; "q"?: string | undefined; "deleted"?: string | undefined; "as_of"?: string | undefined; "by"?: string | undefined }; body: undefined; answer: Counts }
  "entities.get": { params: { org: string; project: string; collection: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "id": string; "project_id": string; "key": string; "kind": string; "label": string; "version": number; "created_at": string; "created_by": string | null; "updated_at": string; "updated_by": string | null; "deleted_at": string | null; "tags": readonly (string)[]; "abilities": Abilities; "watching": boolean } & Loose }
  "entities.edit": { params: { org: string; project: string; collection: string; id: string }; query: { "reason"?: string | undefined }; body: { "reason"?: string | undefined } & Loose; answer: Entity }
  "entities.delete": { params: { org: string; project: string; collection: string; id: string }; query: { "reason"?: string | undefined }; body: undefined; answer: Entity }
  "entities.restore": { params: { org: string; project: string; collection: string; id: string }; query: Record<string, never>; body: undefined; answer: Entity }
  "entities.history": { params: { org: string; project: string; collection: string; id: string }; query: { "limit"?: number | undefined; "cursor"?: string | undefined }; body: undefined; answer: { "items": readonly (HistoryEntry)[]; "next_cursor": string | null } }
  "entities.do": { params: { org: string; project: string; collection: string; id: string; verb: string }; query: Record<string, never>; body: Record<string, unknown>; answer: Entity }
  "entities.links": { params: { org: string; project: string; collection: string; id: string }; query: { "as_of"?: string | undefined }; body: undefined; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "entities.link": { params: { org: string; project: string; collection: string; id: string }; query: Record<string, never>; body: { "relation": string; "target_id": string; "span_id"?: string | undefined; "confidence"?: number | undefined; "note"?: string | undefined }; answer: { "items": readonly (Link)[]; "next_cursor": string | null } }
  "entities.unlink": { params: { org: string; project: string; collection: string; id: string; link: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "entities.trace": { params: { org: string; project: string; collection: string; id: string }; query: { "direction"?: "up" | "down" | undefined; "depth"?: number | undefined }; body: undefined; answer: Trace }
  "entities.comments": { params: { org: string; project: string; collection: string; id: string }; query: Record<string, never>; body: undefined; answer: { "items": readonly (Comment)[]; "next_cursor": string | null } }
  "entities.comment": { params: { org: string; project: string; collection: string; id: string }; query: Record<string, never>; body: { "body": string; "parent_id"?: string | undefined }; answer: Comment }
  "entities.edit_comment": { params: { org: string; project: string; collection: string; id: string; comment: string }; query: Record<string, never>; body: { "body": string }; answer: Comment }
  "entities.delete_comment": { params: { org: string; project: string; collection: string; id: string; comment: string }; query: Record<string, never>; body: undefined; answer: { "removed": true } }
  "entities.set_tags": { params: { org: string; project: string; collection: string; id: string }; query: Record<string, never>; body: { "tags": readonly (string)[] }; answer: Entity }
  "entities.watch": { params: { org: string; project: string; collection: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "entities.unwatch": { params: { org: string; project: string; collection: string; id: string }; query: Record<string, never>; body: undefined; answer: { "watching": boolean } }
  "entities.edit_many": { params: { org: string; project: string; collection: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "changes": Record<string, unknown>; "reason"?: string | undefined }; answer: { "items": readonly (Entity)[] } }
  "entities.delete_many": { params: { org: string; project: string; collection: string }; query: Record<string, never>; body: { "ids": readonly (string)[]; "reason"?: string | undefined }; answer: { "items": readonly (Entity)[] } }
}

/** What reads or writes the stream itself, such as uploads and live streams: its query, its answer where that is JSON, its events. */
export interface Streams {
  "events.stream": { params: { org: string; project: string }; query: Record<string, unknown>; answer: undefined; events: { "message": LiveEvent } }
  "projects.export": { params: { org: string; project: string }; query: Record<string, never>; answer: undefined; events: {  } }
  "projects.import": { params: { org: string }; query: Record<string, never>; answer: { "id": string; "slug": string; "counts": Record<string, number>; "files": number; "skipped": number }; events: {  } }
  "artifacts.upload": { params: { org: string; project: string }; query: { "folder_id"?: string | undefined; "folder"?: string | undefined; "filename"?: string | undefined; "attached_to"?: string | undefined }; answer: AddedArtifact | { "items": readonly (AddedArtifact)[] }; events: {  } }
  "artifacts.add_version": { params: { org: string; project: string; id: string }; query: { "filename"?: string | undefined }; answer: AddedArtifact; events: {  } }
  "artifacts.unlock": { params: { org: string; project: string; id: string }; query: Record<string, unknown>; answer: Artifact; events: {  } }
  "artifacts.file": { params: { org: string; project: string; id: string }; query: { "inline"?: "0" | "1" | undefined }; answer: undefined; events: {  } }
  "artifacts.page-picture": { params: { org: string; project: string; id: string; page: string }; query: { "width"?: number | undefined }; answer: undefined; events: {  } }
  "artifact_uploads.append": { params: { org: string; project: string; id: string }; query: Record<string, never>; answer: ArtifactUpload | AddedArtifact; events: {  } }
  "answers.stream": { params: { org: string; project: string }; query: Record<string, never>; answer: undefined; events: { "sources": { "sources": readonly ({ "artifact_id": string; "key": string; "title": string; "page": number | null; "heading": string | null })[] }; "text": { "text": string }; "answer": Answer; "problem": { "type": string; "title": string; "status": number; "code": string; "detail": string; "errors": readonly ({ "path": string; "message": string })[]; "request_id": string } } }
  "artifact_folders.export": { params: { org: string; project: string }; query: Record<string, unknown>; answer: undefined; events: {  } }
  "artifact_folders.import": { params: { org: string; project: string }; query: { "dry_run"?: "0" | "1" | undefined; "reason"?: string | undefined }; answer: ImportReport; events: {  } }
  "artifacts.export": { params: { org: string; project: string }; query: Record<string, unknown>; answer: undefined; events: {  } }
  "referents.export": { params: { org: string; project: string }; query: Record<string, unknown>; answer: undefined; events: {  } }
  "conflicts.export": { params: { org: string; project: string }; query: Record<string, unknown>; answer: undefined; events: {  } }
  "topics.export": { params: { org: string; project: string }; query: Record<string, unknown>; answer: undefined; events: {  } }
  "suggestions.export": { params: { org: string; project: string }; query: Record<string, unknown>; answer: undefined; events: {  } }
  "decisions.export": { params: { org: string; project: string }; query: Record<string, unknown>; answer: undefined; events: {  } }
  "decisions.import": { params: { org: string; project: string }; query: { "dry_run"?: "0" | "1" | undefined; "reason"?: string | undefined }; answer: ImportReport; events: {  } }
  "issues.export": { params: { org: string; project: string }; query: Record<string, unknown>; answer: undefined; events: {  } }
  "issues.import": { params: { org: string; project: string }; query: { "dry_run"?: "0" | "1" | undefined; "reason"?: string | undefined }; answer: ImportReport; events: {  } }
  "risks.export": { params: { org: string; project: string }; query: Record<string, unknown>; answer: undefined; events: {  } }
  "risks.import": { params: { org: string; project: string }; query: { "dry_run"?: "0" | "1" | undefined; "reason"?: string | undefined }; answer: ImportReport; events: {  } }
  "entities.export": { params: { org: string; project: string; collection: string }; query: Record<string, unknown>; answer: undefined; events: {  } }
  "entities.import": { params: { org: string; project: string; collection: string }; query: { "dry_run"?: "0" | "1" | undefined; "reason"?: string | undefined }; answer: ImportReport; events: {  } }
}

/** Where operations and streams are; of what every kind has, only what stands under `entities`. */
export const routes: Routes = {
  "entities.list": ["GET","orgs/{org}/projects/{project}/{collection}"],
  "entities.create": ["POST","orgs/{org}/projects/{project}/{collection}"],
  "entities.counts": ["GET","orgs/{org}/projects/{project}/{collection}/counts"],
  "entities.get": ["GET","orgs/{org}/projects/{project}/{collection}/{id}"],
  "entities.edit": ["PATCH","orgs/{org}/projects/{project}/{collection}/{id}"],
  "entities.delete": ["DELETE","orgs/{org}/projects/{project}/{collection}/{id}"],
  "entities.restore": ["POST","orgs/{org}/projects/{project}/{collection}/{id}/restore"],
  "entities.history": ["GET","orgs/{org}/projects/{project}/{collection}/{id}/history"],
  "entities.do": ["POST","orgs/{org}/projects/{project}/{collection}/{id}/{verb}"],
  "entities.links": ["GET","orgs/{org}/projects/{project}/{collection}/{id}/links"],
  "entities.link": ["POST","orgs/{org}/projects/{project}/{collection}/{id}/links"],
  "entities.unlink": ["DELETE","orgs/{org}/projects/{project}/{collection}/{id}/links/{link}"],
  "entities.trace": ["GET","orgs/{org}/projects/{project}/{collection}/{id}/trace"],
  "entities.comments": ["GET","orgs/{org}/projects/{project}/{collection}/{id}/comments"],
  "entities.comment": ["POST","orgs/{org}/projects/{project}/{collection}/{id}/comments"],
  "entities.edit_comment": ["PATCH","orgs/{org}/projects/{project}/{collection}/{id}/comments/{comment}"],
  "entities.delete_comment": ["DELETE","orgs/{org}/projects/{project}/{collection}/{id}/comments/{comment}"],
  "entities.set_tags": ["PUT","orgs/{org}/projects/{project}/{collection}/{id}/tags"],
  "entities.watch": ["POST","orgs/{org}/projects/{project}/{collection}/{id}/watch"],
  "entities.unwatch": ["DELETE","orgs/{org}/projects/{project}/{collection}/{id}/watch"],
  "entities.edit_many": ["PATCH","orgs/{org}/projects/{project}/{collection}"],
  "entities.delete_many": ["POST","orgs/{org}/projects/{project}/{collection}/delete"],
  "entities.export": ["GET","orgs/{org}/projects/{project}/{collection}/export"],
  "entities.import": ["POST","orgs/{org}/projects/{project}/{collection}/import"],
  "me.get": ["GET","me"],
  "organizations.create": ["POST","orgs"],
  "invitations.accept": ["POST","invitations/accept"],
  "projects.list": ["GET","orgs/{org}/projects"],
  "projects.create": ["POST","orgs/{org}/projects"],
  "organizations.settings": ["GET","orgs/{org}/settings"],
  "organizations.edit": ["PATCH","orgs/{org}/settings"],
  "projects.get": ["GET","orgs/{org}/projects/{id}/settings"],
  "projects.settings": ["PATCH","orgs/{org}/projects/{id}/settings"],
  "project_members.list": ["GET","orgs/{org}/projects/{id}/members"],
  "project_members.grant": ["POST","orgs/{org}/projects/{id}/members"],
  "project_members.revoke": ["DELETE","orgs/{org}/projects/{id}/members/{member}"],
  "members.list": ["GET","orgs/{org}/members"],
  "members.edit": ["PATCH","orgs/{org}/members/{id}"],
  "members.remove": ["DELETE","orgs/{org}/members/{id}"],
  "invitations.list": ["GET","orgs/{org}/invitations"],
  "invitations.create": ["POST","orgs/{org}/invitations"],
  "invitations.revoke": ["DELETE","orgs/{org}/invitations/{id}"],
  "apiKeys.list": ["GET","orgs/{org}/api-keys"],
  "apiKeys.create": ["POST","orgs/{org}/api-keys"],
  "apiKeys.revoke": ["DELETE","orgs/{org}/api-keys/{id}"],
  "profile.get": ["GET","me/profile"],
  "profile.edit": ["PATCH","me/profile"],
  "waysIn.get": ["GET","me/ways-in"],
  "sessions.end": ["DELETE","me/sessions/{id}"],
  "savedViews.list": ["GET","orgs/{org}/projects/{project}/saved-views"],
  "savedViews.save": ["POST","orgs/{org}/projects/{project}/saved-views"],
  "savedViews.delete": ["DELETE","orgs/{org}/projects/{project}/saved-views/{view}"],
  "notifications.list": ["GET","orgs/{org}/notifications"],
  "notifications.read": ["POST","orgs/{org}/notifications/{id}/read"],
  "notifications.read_all": ["POST","orgs/{org}/notifications/read"],
  "overview.get": ["GET","orgs/{org}/projects/{project}/overview"],
  "demo.reset": ["POST","orgs/{org}/projects/{project}/reset-demo"],
  "changes.get": ["GET","orgs/{org}/projects/{project}/changes/{change}"],
  "changes.undo": ["POST","orgs/{org}/projects/{project}/changes/{change}/undo"],
  "events.stream": ["GET","orgs/{org}/projects/{project}/stream"],
  "job_runs.open": ["GET","orgs/{org}/projects/{project}/work"],
  "audit.list": ["GET","orgs/{org}/audit"],
  "audit.head": ["GET","orgs/{org}/audit/head"],
  "audit.verify": ["GET","orgs/{org}/audit/verify"],
  "audit.export": ["GET","orgs/{org}/audit/export"],
  "erasures.erase": ["POST","orgs/{org}/erasures"],
  "erasures.list": ["GET","orgs/{org}/erasures"],
  "me.erase": ["POST","me/erase"],
  "projects.export": ["GET","orgs/{org}/projects/{project}/export"],
  "projects.import": ["POST","orgs/{org}/projects/import"],
  "artifacts.upload": ["POST","orgs/{org}/projects/{project}/artifacts"],
  "artifacts.add_version": ["POST","orgs/{org}/projects/{project}/artifacts/{id}/versions"],
  "artifacts.file": ["GET","orgs/{org}/projects/{project}/artifacts/{id}/file"],
  "artifacts.text": ["GET","orgs/{org}/projects/{project}/artifacts/{id}/text"],
  "artifacts.place": ["GET","orgs/{org}/projects/{project}/artifacts/{id}/place"],
  "artifacts.keep_span": ["POST","orgs/{org}/projects/{project}/artifacts/{id}/spans"],
  "artifacts.record": ["POST","orgs/{org}/projects/{project}/artifacts/{id}/records"],
  "artifacts.page-picture": ["GET","orgs/{org}/projects/{project}/artifacts/{id}/pages/{page}/picture"],
  "artifact_uploads.begin": ["POST","orgs/{org}/projects/{project}/artifact-uploads"],
  "artifact_uploads.append": ["PATCH","orgs/{org}/projects/{project}/artifact-uploads/{id}"],
  "modelPrices.set": ["POST","orgs/{org}/model-prices"],
  "modelPrices.list": ["GET","orgs/{org}/model-prices"],
  "usage.by_day": ["GET","orgs/{org}/usage"],
  "artifacts.extraction_estimate": ["GET","orgs/{org}/projects/{project}/artifacts/{id}/extraction-estimate"],
  "artifacts.findings": ["GET","orgs/{org}/projects/{project}/artifacts/{id}/findings"],
  "referents.mentions": ["GET","orgs/{org}/projects/{project}/referents/{id}/mentions"],
  "referents.candidates": ["GET","orgs/{org}/projects/{project}/referents/{id}/candidates"],
  "topics.tree": ["GET","orgs/{org}/projects/{project}/topic-tree"],
  "topics.artifacts": ["GET","orgs/{org}/projects/{project}/topics/{id}/artifacts"],
  "search.find": ["GET","orgs/{org}/projects/{project}/search"],
  "search.find_everywhere": ["GET","orgs/{org}/search"],
  "search.embed": ["POST","orgs/{org}/projects/{project}/search/embed"],
  "search.models": ["GET","orgs/{org}/projects/{project}/search/models"],
  "search.forget_model": ["POST","orgs/{org}/projects/{project}/search/models/forget"],
  "suggestions.accept_many": ["POST","orgs/{org}/projects/{project}/suggestions/accept"],
  "suggestions.reject_many": ["POST","orgs/{org}/projects/{project}/suggestions/reject"],
  "suggestions.similar": ["GET","orgs/{org}/projects/{project}/suggestions/{id}/similar"],
  "answers.stream": ["POST","orgs/{org}/projects/{project}/answers/stream"],
  "answers.ask": ["POST","orgs/{org}/projects/{project}/answers"],
  "decisions.participants": ["GET","orgs/{org}/projects/{project}/decisions/{id}/participants"],
  "artifacts.changes": ["GET","orgs/{org}/projects/{project}/artifacts/{id}/changes"],
  "evidence.stale": ["GET","orgs/{org}/projects/{project}/evidence/stale"],
}
