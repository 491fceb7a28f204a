{{- define "assay.labels" -}}
app.kubernetes.io/name: assay
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "assay.selector" -}}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* One URL a runner pod that there may be: those that are not there are passed over. */}}
{{- define "assay.runnerUrls" -}}
{{- $name := printf "%s-runner" .Release.Name -}}
{{- $count := ternary .Values.runner.autoscaling.maxReplicas .Values.runner.replicas .Values.runner.autoscaling.enabled | int -}}
{{- $urls := list -}}
{{- range until $count -}}
{{- $urls = append $urls (printf "http://%s-%d.%s:8000" $name . $name) -}}
{{- end -}}
{{- $urls | toJson -}}
{{- end }}

{{/* (root, name, key): a variable that a Secret's key gives where it has it. */}}
{{- define "assay.secretVariable" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef: { name: {{ .root.Values.secret }}, key: {{ .key }}, optional: true }
{{- end }}

{{- define "assay.settings" -}}
{{- range $name, $value := . }}
- name: REWARD_SERVER_{{ $name | upper }}
  value: {{ ternary $value (toJson $value) (kindIs "string" $value) | quote }}
{{- end }}
{{- end }}

{{- define "assay.confined" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "assay.probes" -}}
startupProbe: # a first start warms sandboxes and reads the rules
  httpGet: { path: /readyz, port: http }
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 60
readinessProbe:
  httpGet: { path: /readyz, port: http }
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 2
livenessProbe: # whether the process answers: what is missing is no reason to end what works
  httpGet: { path: /livez, port: http }
  periodSeconds: 10
  timeoutSeconds: 10
  failureThreshold: 6
{{- end }}

{{- define "assay.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "assay.selector" . | nindent 8 }}
{{- end }}
