package tenant

import (
	"encoding/base64"
	"time"
)

func (w *world) putRoles(d *Directory) {
	templates, definitions, active := []object{}, []object{}, []object{}
	for i, role := range RoleNames {
		text := "Built-in role " + role.Name + "."
		templates = append(templates, object{"id": role.TemplateID, "displayName": role.Name,
			"description":     text,
			"deletedDateTime": nil})
		definitions = append(definitions, object{"id": role.TemplateID, "templateId": role.TemplateID,
			"displayName": role.Name, "description": text, "isBuiltIn": true, "isEnabled": true,
			"version":        "1",
			"resourceScopes": []string{"/"}, "rolePermissions": []object{}})
		if holders := w.holders(role.TemplateID); len(holders) > 0 {
			own := newDice(w.params.Seed, "role"+w.id, i)
			id := own.guid()
			active = append(active, object{"id": id, "displayName": role.Name, "description": text,
				"roleTemplateId": role.TemplateID, "deletedDateTime": nil})
			putRows(d, v1, "directoryRoles/"+id+"/members", holders)
		}
	}
	putRows(d, v1, "directoryRoleTemplates", templates)
	putRows(d, v1, "roleManagement/directory/roleDefinitions", definitions)
	putRows(d, v1, "directoryRoles", active)
	w.putAssignments(d)
}

func (w *world) holders(templateID string) []object {
	rows := []object{}
	for i := range w.users {
		if w.users[i].HasRole(templateID) {
			rows = append(rows, reference(&w.users[i]))
		}
	}
	return rows
}

func (w *world) putAssignments(d *Directory) {
	assignments, active, eligible := []object{}, []object{}, []object{}
	for i := range w.users {
		u := &w.users[i]
		for _, role := range u.Roles {
			r := w.assignment(u, role, "assignment")
			assignments = append(assignments, r)
			active = append(active, w.instance(u, role, "assignment", "Assigned"))
		}
		for _, role := range u.EligibleRoles {
			eligible = append(eligible, w.instance(u, role, "eligibility", ""))
		}
	}
	putRows(d, v1, "roleManagement/directory/roleAssignments", assignments)
	if w.params.Licence == "P2" {
		putRows(d, v1, "roleManagement/directory/roleAssignmentScheduleInstances", active)
		putRows(d, v1, "roleManagement/directory/roleEligibilityScheduleInstances", eligible)
	}
}

func (w *world) assignment(u *User, role, kind string) object {
	own := newDice(w.params.Seed, kind+u.ID+role, 0)
	b := own.bytes()
	return object{"id": base64.RawURLEncoding.EncodeToString(append(b[:], b[:8]...)) + "-1",
		"principalId":      u.ID,
		"roleDefinitionId": role, "directoryScopeId": "/", "principalOrganizationId": w.id}
}

func (w *world) instance(u *User, role, kind, assignmentType string) object {
	r := w.assignment(u, role, kind)
	delete(r, "principalOrganizationId")
	r["appScopeId"], r["memberType"] = nil, "Direct"
	r["startDateTime"], r["endDateTime"] = seconds(u.Created.Add(time.Hour)), nil
	schedule := w.assignment(u, role, kind+"schedule")
	if assignmentType == "" {
		r["roleEligibilityScheduleId"] = schedule["id"]
		return r
	}
	r["roleAssignmentScheduleId"], r["roleAssignmentOriginId"] = schedule["id"], r["id"]
	r["assignmentType"] = assignmentType
	return r
}
