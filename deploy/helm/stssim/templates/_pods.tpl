{{/* What silos' and gateways' pods have in common. Takes the root, a component and its values. */}}
{{- define "stssim.scheduling" -}}
enableServiceLinks: false
terminationGracePeriodSeconds: {{ .values.terminationGracePeriodSeconds }}
securityContext:
  runAsNonRoot: true
  runAsUser: 1654
  runAsGroup: 1654
  seccompProfile:
    type: RuntimeDefault
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "stssim.selectorLabels" $ | nindent 8 }}
  {{- end }}
{{- end -}}

{{/* What silos' and gateways' containers have in common. */}}
{{- define "stssim.container" -}}
image: {{ printf "%s:%s" .root.Values.image.repository (default .root.Chart.AppVersion .root.Values.image.tag) | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
{{- with .values.resources }}
resources:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.extraEnvFrom }}
envFrom:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop:
      - ALL
livenessProbe:
  httpGet:
    path: /health/live
    port: http
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  httpGet:
    path: /health/ready
    port: http
  periodSeconds: 5
  timeoutSeconds: 2
  failureThreshold: 2
{{- end -}}

{{- define "stssim.env" -}}
{{- if include "stssim.usesBundledRedis" .root }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "stssim.fullname" .root }}-redis
      key: password
- name: StsSim__Redis
  value: {{ include "stssim.fullname" .root }}-redis:6379,password=$(REDIS_PASSWORD)
{{- else }}
- name: StsSim__Redis
  valueFrom:
    secretKeyRef:
      name: {{ required "redis.existingSecret names the Secret with the connection, where redis.bundled is not enabled" .root.Values.redis.existingSecret }}
      key: {{ .root.Values.redis.existingSecretKey }}
{{- end }}
- name: StsSim__Cluster__Id
  value: {{ include "stssim.clusterId" .root | quote }}
- name: StsSim__Urls
  value: http://0.0.0.0:7870
- name: StsSim__AdminToken
  valueFrom:
    secretKeyRef:
      {{- if .root.Values.adminToken.existingSecret }}
      name: {{ .root.Values.adminToken.existingSecret }}
      key: {{ .root.Values.adminToken.existingSecretKey }}
      {{- else }}
      name: {{ include "stssim.fullname" .root }}
      key: admin-token
      {{- end }}
{{- with .root.Values.telemetry }}
{{- if .otlpEndpoint }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ .otlpEndpoint | quote }}
- name: OTEL_METRICS_EXPORTER
  value: none
- name: OTEL_TRACES_SAMPLER
  value: {{ .tracesSampler | quote }}
- name: OTEL_TRACES_SAMPLER_ARG
  value: {{ .tracesSamplerArg | quote }}
{{- end }}
{{- end }}
{{- with .values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}
