# Calls STS with version 1 of the AWS SDK for Ruby. A line of standard input is a call, a line of standard output is its
# answer; what travels on them is described in ../Clients/README.md.
require 'json'
require 'time'
require 'uri'
require 'aws-sdk-v1'
require_relative 'names'

def client_for(call)
  endpoint = URI(call['endpoint'])
  # It wants credentials even for the operations it does not sign.
  credentials = call['credentials'] || { 'accessKeyId' => 'none', 'secretAccessKey' => 'none' }
  AWS::STS::Client.new(
    sts_endpoint: endpoint.host,
    sts_port: endpoint.port,
    sts_region: call['region'],
    # It insists on TLS, and the simulator under test has made its certificate itself.
    ssl_verify_peer: false,
    max_retries: call['maxAttempts'] - 1,
    access_key_id: credentials['accessKeyId'],
    secret_access_key: credentials['secretAccessKey'],
    session_token: credentials['sessionToken']
  )
end

def answer(call)
  client = client_for(call)
  method = ruby_name(call['operation'])
  return { ok: false, unsupported: "aws-sdk-v1 #{AWS::VERSION} has no #{call['operation']}." } unless client.respond_to?(method)

  result = client.public_send(method, ruby_names(call['parameters'])).data
  { ok: true, result: service_names(result.reject { |member, _| member == :response_metadata }) }
rescue AWS::STS::Errors::Base => error
  { ok: false, errorType: error.class.name.split('::').last, code: error.code, message: error.message, httpStatus: error.http_response.status }
rescue ArgumentError => error
  raise unless error.message.include?('unexpected option')

  { ok: false, unsupported: "aws-sdk-v1 #{AWS::VERSION} knows it without some of its parameters: #{error.message}" }
rescue StandardError => error
  { ok: false, failure: error.full_message(highlight: false) }
end

$stdout.sync = true
$stdin.each_line { |line| puts JSON.generate(answer(JSON.parse(line))) }
