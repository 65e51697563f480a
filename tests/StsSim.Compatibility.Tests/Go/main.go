// Command sts-client calls STS with the AWS SDK for Go v2. A line of standard input is a call, a line of standard
// output is its answer; what travels on them is described in ../Clients/README.md.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"log"
	"net"
	"net/http"
	"os"
	"reflect"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

type call struct {
	Operation   string
	Parameters  json.RawMessage
	Endpoint    string
	Region      string
	MaxAttempts int
	Credentials *struct{ AccessKeyID, SecretAccessKey, SessionToken string }
}

type answer struct {
	OK          bool   `json:"ok"`
	Result      any    `json:"result,omitempty"`
	Unsupported string `json:"unsupported,omitempty"`
	Failure     string `json:"failure,omitempty"`
	ErrorType   string `json:"errorType,omitempty"`
	Code        string `json:"code,omitempty"`
	Message     string `json:"message,omitempty"`
	HTTPStatus  int    `json:"httpStatus,omitempty"`
	Attempts    int    `json:"attempts,omitempty"`
}

// operation makes a call whose parameters are the JSON of the operation's input type.
type operation func(client *sts.Client, parameters json.RawMessage) (any, error)

var operations = map[string]operation{
	"AssumeRole":                 of((*sts.Client).AssumeRole),
	"AssumeRoleWithSAML":         of((*sts.Client).AssumeRoleWithSAML),
	"AssumeRoleWithWebIdentity":  of((*sts.Client).AssumeRoleWithWebIdentity),
	"DecodeAuthorizationMessage": of((*sts.Client).DecodeAuthorizationMessage),
	"GetAccessKeyInfo":           of((*sts.Client).GetAccessKeyInfo),
	"GetCallerIdentity":          of((*sts.Client).GetCallerIdentity),
	"GetFederationToken":         of((*sts.Client).GetFederationToken),
	"GetSessionToken":            of((*sts.Client).GetSessionToken),
}

func main() {
	lines := bufio.NewReader(os.Stdin)
	answers := json.NewEncoder(os.Stdout)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return // The caller has closed its end.
		}
		var next call
		if err := json.Unmarshal(line, &next); err != nil {
			log.Fatal(err)
		}
		if err := answers.Encode(next.make()); err != nil {
			log.Fatal(err)
		}
	}
}

func (c call) make() answer {
	operate, known := operations[c.Operation]
	if !known {
		return answer{Unsupported: "This version of the SDK for Go has no " + c.Operation + "."}
	}
	result, err := operate(c.client(), c.Parameters)
	if err != nil {
		return refused(err)
	}
	return answer{OK: true, Result: result}
}

func (c call) client() *sts.Client {
	options := sts.Options{
		Region:           c.Region,
		HTTPClient:       awshttp.NewBuildableClient().WithTransportOptions(findHere),
		EndpointResolver: sts.EndpointResolverFromURL(c.Endpoint),
		Retryer:          retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts = c.MaxAttempts }),
	}
	if c.Credentials != nil {
		options.Credentials = credentials.NewStaticCredentialsProvider(
			c.Credentials.AccessKeyID, c.Credentials.SecretAccessKey, c.Credentials.SessionToken)
	}
	return sts.New(options)
}

// findHere takes every name for this machine's.
func findHere(transport *http.Transport) {
	transport.Proxy = nil
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		_, port, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		return new(net.Dialer).DialContext(ctx, network, net.JoinHostPort("127.0.0.1", port))
	}
}

func of[In, Out any](method func(*sts.Client, context.Context, *In, ...func(*sts.Options)) (*Out, error)) operation {
	return func(client *sts.Client, parameters json.RawMessage) (any, error) {
		input := new(In)
		if err := json.Unmarshal(parameters, input); err != nil {
			return nil, err
		}
		return method(client, context.Background(), input)
	}
}

func refused(err error) answer {
	var refusal smithy.APIError
	if !errors.As(err, &refusal) {
		return answer{Failure: err.Error()}
	}
	refused := answer{
		ErrorType: reflect.TypeOf(refusal).Elem().Name(),
		Code:      refusal.ErrorCode(),
		Message:   refusal.ErrorMessage(),
		Attempts:  1,
	}
	var response *smithyhttp.ResponseError
	if errors.As(err, &response) {
		refused.HTTPStatus = response.HTTPStatusCode()
	}
	var exhausted *retry.MaxAttemptsError
	if errors.As(err, &exhausted) {
		refused.Attempts = exhausted.Attempt
	}
	return refused
}
