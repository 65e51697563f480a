{{- define "stssim.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* By which pods are found; they never change. Takes the root and a component. */}}
{{- define "stssim.selectorLabels" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "stssim.labels" -}}
{{ include "stssim.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "stssim.clusterId" -}}
{{- default (include "stssim.fullname" .) .Values.clusterId -}}
{{- end -}}

{{- define "stssim.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (printf "%s-silo" (include "stssim.fullname" .)) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "stssim.usesBundledRedis" -}}
{{- if and .Values.redis.bundled.enabled (not .Values.redis.existingSecret) -}}true{{- end -}}
{{- end -}}

{{/* Whether the gateways are given a world. */}}
{{- define "stssim.hasWorld" -}}
{{- if or .Values.world.content .Values.world.existingConfigMap .Values.world.existingSecret -}}true{{- end -}}
{{- end -}}

{{/* The port that metrics are served on by gateways. */}}
{{- define "stssim.metricsPort" -}}
{{- if .Values.controlListener.enabled -}}control{{- else -}}http{{- end -}}
{{- end -}}
